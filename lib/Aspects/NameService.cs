using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether a container finds another by name: where its resolv.conf leads, and whether that server knows containers.
/// Docker's own server (127.0.0.11) knows the names of the container's networks; the host's servers know none.
/// Where it was asked from inside, its answers decide.
/// </summary>
internal sealed class NameService : IAspectObserver
{
    private const string EngineServer = "127.0.0.11";

    public string Aspect => AspectIds.NameService;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.NameService);
        return records.Count == 0 ? Configured(host, footprint) : FromAnswers(Configured(host, footprint), records);
    }

    /// <summary>A container has a name service where one name at least led to its neighbour's very address.</summary>
    private static Observation FromAnswers(Observation configured, IReadOnlyList<ProbeRecord> records)
    {
        var asked = records.Where(IsTelling).GroupBy(record => record.From).ToList();
        if (asked.Count == 0)
        {
            return ProbeEvaluation.Unsettled(configured, "no container could be asked for its neighbours' names", records);
        }

        var resolved = asked.Where(group => group.Any(IsResolved)).Select(group => group.First(IsResolved)).ToList();
        var unresolved = asked
            .Where(group => !group.Any(IsResolved) && group.Any(IsAnswered))
            .Select(group => group.First(IsAnswered))
            .ToList();
        var mute = asked.Where(group => !group.Any(IsAnswered)).Select(group => group.First()).ToList();
        if (resolved.Count + unresolved.Count == 0)
        {
            return ProbeEvaluation.Unsettled(
                configured,
                $"no server answered anything: {TruncatedList.Join(mute.Select(Said), "; ")}",
                records
            ) with
            {
                Values = [],
                Settles = "find out why the server doesn't answer, and probe again",
            };
        }

        var madeUp = records.Where(record => record.Finding is NameAnswer { Result: NameResult.MadeUp }).ToList();
        IReadOnlyList<string> values = [.. resolved.Count > 0 ? new[] { "Yes" } : [], .. unresolved.Count > 0 ? new[] { "No" } : []];
        var words = string.Concat(
            resolved.Count > 0 ? $"Yes: {TruncatedList.Join(resolved.Select(Said), "; ")}" : "",
            resolved.Count > 0 && unresolved.Count > 0 ? "; " : "",
            unresolved.Count > 0 ? $"No: {TruncatedList.Join(unresolved.Select(Said), "; ")}" : "",
            mute.Count > 0 ? $"; without any answer: {TruncatedList.Join(mute.Select(Said), "; ")}" : "",
            madeUp.Count > 0 ? $"; a name that must not exist got an answer too: {Said(madeUp[0])}" : ""
        );
        return ProbeEvaluation.Over(
            configured,
            values,
            words,
            [.. unresolved, .. resolved, .. records.Except(unresolved).Except(resolved)]
        );
    }

    /// <summary>A question for a neighbour's IPv4 address tells; no answer to it does as well.</summary>
    private static bool IsTelling(ProbeRecord record) =>
        record
            is {
                Outcome: not ProbeOutcome.Failed,
                Finding: NameAnswer { Type: NameRecordType.A, Result: not (NameResult.Absent or NameResult.MadeUp) }
            };

    /// <summary>A server that says that it doesn't know a name has answered; silence and a refusal may be a cut.</summary>
    private static bool IsAnswered(ProbeRecord record) => record.Outcome == ProbeOutcome.Reached;

    private static bool IsResolved(ProbeRecord record) => record.Finding is NameAnswer { Result: NameResult.Resolved };

    private static string Said(ProbeRecord record) =>
        $"{ProbeWording.SenderName(record)} asked {ProbeWording.Target(record)} for {(record.Finding as NameAnswer)?.Name} and got "
        + $"{AnswerWording.Said(record)}";

    private static Observation Configured(HostSnapshot host, Footprint footprint)
    {
        var containers = footprint
            .Attachments.GroupBy(attachment => attachment.Container.Id)
            .Select(group => group.First().Container)
            .ToList();
        var seen = containers.Where(container => container.Resolver is not null).ToList();
        var onNamed = new HashSet<string>(
            footprint.Attachments.Where(attachment => IsNamed(attachment.Network)).Select(attachment => attachment.Container.Id)
        );
        var byEngine = seen.Where(container => container.Resolver!.NameServers.Contains(EngineServer) && onNamed.Contains(container.Id))
            .ToList();
        var own = footprint.NameServer;
        var byOwn = own is { Enabled: true }
            ? seen.Where(container => container.Resolver!.NameServers.Any(own.Addresses.Contains)).ToList()
            : [];
        if (own is { Enabled: true })
        {
            var through =
                byOwn.Count > 0 ? $", asked by {Names(byOwn)}"
                : own.Domain is not null
                && seen.Any(container => container.Resolver!.Search.Any(domain => domain.TrimEnd('.') == own.Domain))
                    ? ", searched by its containers"
                : "";
            return Yes($"{own.Summary}{through}", Basis.Observed, [.. own.Evidence, .. byOwn.Take(3).Select(ResolvConf)]);
        }

        if (byEngine.Count > 0)
        {
            return Yes(
                $"Docker's own server {EngineServer} knows the names on a container's networks ({Names(byEngine)})",
                Basis.Observed,
                [.. byEngine.Take(4).Select(ResolvConf)]
            );
        }

        // From API 1.44 on the engine lists the names its server answers for; earlier ones are known by the driver alone.
        var named = containers
            .SelectMany(container => container.Endpoints.Select(endpoint => (container, endpoint)))
            .Where(pair =>
                pair.endpoint.Names.Count > 0
                && host.NetworkOf(pair.endpoint) is { } network
                && footprint.Networks.Contains(network)
                && IsNamed(network)
            )
            .ToList();
        if (seen.Count == 0 && named.Count > 0)
        {
            return Yes(
                $"the engine keeps names for its server {EngineServer}: "
                    + $"{TruncatedList.Join(named.Select(pair => $"{pair.endpoint.Names[0]} on {pair.endpoint.NetworkName}"))}",
                Basis.Declared,
                [
                    .. named
                        .Take(4)
                        .Select(pair =>
                            EvidenceFactory.Container(
                                pair.container,
                                $"names on {pair.endpoint.NetworkName}: {string.Join(", ", pair.endpoint.Names)}"
                            )
                        ),
                ]
            );
        }

        // One that asks the engine's server for another network's sake tells nothing of this solution.
        var elsewhere = seen.Where(container => !container.Resolver!.NameServers.Contains(EngineServer)).ToList();
        if (elsewhere.Count == 0)
        {
            return Observation.NotSeen(
                containers.Count == 0 ? "no running container is on it"
                    : seen.Count == 0 ? "no container's resolv.conf was seen"
                    : "its containers ask the engine's server for other networks they are on",
                "run as root on the host while containers run on it; a query from inside settles it"
            ) with
            {
                Evidence = own?.Evidence ?? [],
            };
        }

        return new Observation
        {
            Values = ["No"],
            Words =
                $"No: containers ask {TruncatedList.Join(elsewhere.SelectMany(container => container.Resolver!.NameServers).Distinct())}, "
                + $"{(own is null ? "no server of the engine or the solution" : "not the solution's server, which is off")}",
            Basis = Basis.Observed,
            Evidence = [.. elsewhere.Take(4).Select(ResolvConf), .. own?.Evidence ?? []],
        };
    }

    /// <summary>The engine's server knows names on networks that people made; on the default bridge there are none.</summary>
    private static bool IsNamed(Network? network) => network is not null and not { Name: "bridge", Driver: "bridge" };

    private static Observation Yes(string words, Basis basis, IReadOnlyList<Evidence> evidence) =>
        new()
        {
            Values = ["Yes"],
            Words = "Yes: " + words,
            Basis = basis,
            Evidence = evidence,
        };

    private static Evidence ResolvConf(Container container) =>
        EvidenceFactory.Inside(
            container,
            "/etc/resolv.conf",
            $"nameserver {string.Join(" ", container.Resolver!.NameServers)}"
                + $"{(container.Resolver.Search.Count > 0 ? ", search " + string.Join(" ", container.Resolver.Search) : "")}"
        );

    private static string Names(IEnumerable<Container> containers) => TruncatedList.Join(containers.Select(container => container.Name));
}
