using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether a container gets a vNIC for the cluster beside another one: counted inside. A vNIC on a network that somebody
/// chose besides doesn't count, nor does a container whose network is internal, as it is to have no other way out.
/// Where packets were sent, the vNIC that each left by decides.
/// </summary>
internal sealed class SeparateVnic : IAspectObserver
{
    /// <summary>
    /// Packets to the cluster leave by another vNIC than the cluster's. Not a value that any edition knows: it contradicts them all.
    /// </summary>
    private const string Unused = "Unused";

    private const string GatewayBridge = "docker_gwbridge";

    public string Aspect => AspectIds.SeparateVnic;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var counted = footprint
            .Attachments.Where(attachment => attachment.LinkName is not null)
            .GroupBy(attachment => attachment.Container.Id)
            .Select(group => Count(host, footprint, group.First().Container, [.. group]))
            .OfType<Counted>()
            .ToList();
        if (counted.Count == 0)
        {
            return footprint.Attachments.Count == 0
                ? Observation.NotSeen("no running container is on it", "audit it while a container runs on it")
                : Observation.NotSeen("no container's links were seen inside", "run as root on the host");
        }

        var separate = counted.Where(one => one.Others.Count > 0).ToList();
        var single = counted.Where(one => one.Others.Count == 0 && !one.Internal).ToList();
        var aside = counted.Where(one => one.Others.Count == 0 && one.Internal).ToList();
        if (separate.Count == 0 && single.Count == 0)
        {
            return Observation.NotSeen(
                "all its containers are on internal networks, which have no other vNIC by design",
                "audit it with a container on a network that isn't internal",
                [.. aside.Take(3).SelectMany(Links)]
            );
        }

        var words =
            separate.Count > 0
                ? $"Yes: {TruncatedList.Join(separate.Select(Words))}"
                    + $"{(single.Count > 0 ? $"; not in {TruncatedList.Join(single.Select(Words))}" : "")}"
                : $"No: one vNIC in {TruncatedList.Join(single.Select(Words))}";
        var configured = new Observation
        {
            Values = [.. separate.Concat(single).Select(Value).Distinct()],
            Words =
                words
                + (aside.Count > 0 ? $"; {TruncatedList.Join(aside.Select(one => one.Container.Name))}: internal network, one vNIC" : ""),
            Basis = Basis.Observed,
            Evidence = [.. separate.Concat(single).Concat(aside).Take(6).SelectMany(Links)],
        };
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.SeparateVnic);
        return records.Count == 0 ? configured : FromPackets(configured, [.. separate, .. single], records);
    }

    private static Observation FromPackets(Observation configured, IReadOnlyList<Counted> counted, IReadOnlyList<ProbeRecord> records)
    {
        var told = counted
            .Select(one =>
                (
                    Counted: one,
                    Used: Use(one, [.. records.Where(record => record.Outcome == ProbeOutcome.Seen && IsFrom(record, one.Container))])
                )
            )
            .ToList();
        var used = told.Where(one => one.Used is not null)
            .Select(one => one.Used!.Value)
            .OrderBy(one => one.Value == Unused ? 0 : 1)
            .ToList();
        if (used.Count == 0)
        {
            return ProbeEvaluation.Unsettled(
                configured,
                $"no packet was seen to leave ({TruncatedList.Join(records.Select(ProbeWording.Pair))})",
                records
            );
        }

        var rest = told.Where(one => one.Used is null).Select(one => one.Counted).ToList();
        var words = string.Join(
            "; ",
            used.GroupBy(one => one.Value).Select(group => $"{group.Key}: {TruncatedList.Join(group.Select(one => one.Words))}")
        );
        return ProbeEvaluation.Over(
            configured,
            [.. used.Select(one => one.Value).Concat(rest.Select(Value)).Distinct()],
            rest.Count == 0
                ? words
                : $"{words}; by its links only: "
                    + string.Join("; ", rest.GroupBy(Value).Select(group => $"{group.Key}, {TruncatedList.Join(group.Select(Words))}")),
            used.SelectMany(one => one.Records)
        );
    }

    /// <summary>
    /// What a container's packets showed; null where none to the cluster was seen, or the way out is one that somebody chose.
    /// </summary>
    private static (string Value, string Words, IReadOnlyList<ProbeRecord> Records)? Use(Counted one, IReadOnlyList<ProbeRecord> seen)
    {
        // Those to the default gateway are on no network of the solution's.
        var (cluster, outside) = (seen.Where(record => !IsOutside(record)).ToList(), seen.Where(IsOutside).ToList());
        if (cluster.Count == 0)
        {
            return null;
        }

        var name = one.Container.Name;
        if (cluster.FirstOrDefault(record => one.Own.All(link => link.Name != LinkOf(record))) is { } stray)
        {
            return (
                Unused,
                $"{name} sent to {ProbeWording.TargetName(stray)} by {LinkOf(stray)}, not by "
                    + $"{string.Join(", ", one.Own.Select(link => link.Name))}",
                seen
            );
        }

        var own = $"{name} sent to {ProbeWording.TargetName(cluster[0])} by {LinkOf(cluster[0])}";
        var way = outside.FirstOrDefault();
        return way is null
                ? (
                    Value(one),
                    one.Others.Count > 0 ? $"{own}, beside {string.Join(", ", one.Others.Select(link => link.Name))}" : own,
                    seen
                )
            : one.Own.Any(link => link.Name == LinkOf(way))
                ? ("No", $"{own} and to its default gateway by {(LinkOf(way) == LinkOf(cluster[0]) ? "the same" : LinkOf(way))}", seen)
            : one.Others.Any(link => link.Name == LinkOf(way)) ? ("Yes", $"{own} and to its default gateway by {LinkOf(way)}", seen)
            : null;
    }

    private static string? LinkOf(ProbeRecord record) => (record.Finding as VnicUsed)?.Link;

    private static bool IsOutside(ProbeRecord record) => record.To?.Kind == ProbePeerKind.Gateway;

    private static bool IsFrom(ProbeRecord record, Container container) =>
        record.From.ContainerId is { } id ? id == container.Id : record.From.Container == container.Name;

    private static Counted? Count(HostSnapshot host, Footprint footprint, Container container, IReadOnlyList<Attachment> attachments)
    {
        var links = (host.NamespaceOf(container)?.Links ?? [])
            .Where(link => !link.IsLoopback && (link.Kind is not ("ipip" or "sit" or "gre" or "ip6tnl") || link.Up))
            .ToList();
        var own = links.Where(link => attachments.Any(attachment => attachment.LinkName == link.Name)).ToList();
        var known = attachments.All(attachment => attachment.Network is not null);
        var chosen = links
            .Except(own)
            .Where(link =>
                container.Endpoints.Any(endpoint =>
                    known
                    && link.Addresses.Any(address => address.Address == endpoint.IPv4Address)
                    && host.NetworkOf(endpoint) is { } network
                    && !footprint.Networks.Contains(network)
                )
            )
            .ToList();
        IReadOnlyList<Link> others = [.. links.Except(own).Except(chosen)];

        // Where somebody chose another network besides, that one is the way out, and the engine gives no vNIC of its own.
        return links.Count == 0 || (others.Count == 0 && chosen.Count > 0)
            ? null
            : new Counted(container, own, others, attachments.All(attachment => attachment.Network?.Internal == true), host);
    }

    private static string Value(Counted one) => one.Others.Count > 0 ? "Yes" : "No";

    private static IEnumerable<Evidence> Links(Counted one) =>
        one.Own.Concat(one.Others).Select(link => EvidenceFactory.LinkInside(one.Container, link));

    private static string Words(Counted one) =>
        one.Others.Count == 0
            ? $"{one.Container.Name} ({string.Join(", ", one.Own.Select(link => link.Name))})"
            : $"{one.Container.Name} ({string.Join(", ", one.Own.Select(link => link.Name))} and "
                + $"{string.Join(", ", one.Others.Select(link => $"{link.Name} on {BridgeOf(one, link)}"))})";

    private static string BridgeOf(Counted one, Link link) =>
        one.Host.HostEndOf(link)?.Master
        ?? (one.Host.HostLinks().Any(candidate => candidate.Name == GatewayBridge) ? "another bridge" : "a bridge");

    private sealed record Counted(
        Container Container,
        IReadOnlyList<Link> Own,
        IReadOnlyList<Link> Others,
        bool Internal,
        HostSnapshot Host
    );
}
