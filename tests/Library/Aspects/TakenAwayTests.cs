using NetAudit.Library.Tests.Probes;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Aspects;

/// <summary>With some facts taken away, a row may become open. It may never become a match.</summary>
public sealed class TakenAwayTests
{
    private const int MostOfCheck = 6;

    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void No_row_becomes_a_match_when_something_is_taken_away(string name)
    {
        var host = RecordedHosts.Read(name);
        HoldsFor(host, Parts(host));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void No_row_becomes_a_match_when_the_answer_of_any_probe_is_taken_away(string name)
    {
        var host = RecordedHosts.Read(name);
        foreach (var areApartReached in new[] { false, true })
        {
            var probed = host with { Probes = SoundProbes.Of(host, areApartReached) };

            // If containers of two networks reached each other, a single silence between them, with all else answered, shows isolation.
            HoldsFor(
                probed,
                Answers(probed).Concat(One(probed).Where(part => !areApartReached || !part.IsApart).Select(part => part.Part))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void No_row_of_a_probed_host_becomes_a_match_when_something_else_is_taken_away(string name)
    {
        var host = RecordedHosts.Read(name);
        var probed = host with { Probes = SoundProbes.Of(host, areApartReached: false) };
        HoldsFor(probed, Parts(probed).Where((_, index) => index < 5 || index % 4 == 0));
    }

    private static void HoldsFor(HostSnapshot host, IEnumerable<(string Name, HostSnapshot Host)> parts)
    {
        var before = Statuses(host);
        Assert.All(
            parts,
            part =>
            {
                var after = Statuses(part.Host);
                var turned = after
                    .Where(row =>
                        row.Value == FeatureStatus.Match && before.TryGetValue(row.Key, out var was) && was != FeatureStatus.Match
                    )
                    .Select(row => row.Key);
                Assert.True(!turned.Any(), $"{part.Name} taken away: {string.Join(", ", turned)} became Match");
            }
        );
    }

    /// <summary>A few records of each check, each silenced alone.</summary>
    private static IEnumerable<((string Name, HostSnapshot Host) Part, bool IsApart)> One(HostSnapshot host) =>
        from records in host.Probes!.GroupBy(record => (record.Solution, record.Check))
        from record in records.Take(MostOfCheck)
        let part = Without(host, $"{ProbeWording.Sent(record)} from {ProbeWording.Sender(record)}", one => ReferenceEquals(one, record))
        select (part, record.Check == ProbeCheck.ApplicationIsolation && record.IsBetweenNetworks());

    /// <summary>Many records silenced at once: a cut, a deaf sender, a check without any answer.</summary>
    private static IEnumerable<(string Name, HostSnapshot Host)> Answers(HostSnapshot host)
    {
        yield return Without(host, "all of other hosts", record => record.To is { IsRemote: true });
        yield return Without(host, "all", _ => true);
        foreach (var other in host.Probes!.Select(record => record.To?.Host).OfType<string>().Distinct().Take(MostOfCheck))
        {
            yield return Without(host, $"all of {other}", record => record.To?.Host == other);
            yield return Without(
                host,
                $"all of containers on {other}",
                record => record.To?.Host == other && record.To.Kind != ProbePeerKind.OtherHost
            );
        }

        foreach (var check in host.Probes!.Select(record => record.Check).Distinct())
        {
            yield return Without(host, $"all of {check}", record => record.Check == check);
        }

        foreach (var sender in host.Probes!.Select(record => record.From).Distinct().Take(MostOfCheck))
        {
            yield return Without(host, $"all of {sender.Container}", record => record.From == sender);
        }
    }

    private static (string Name, HostSnapshot Host) Without(HostSnapshot host, string name, Func<ProbeRecord, bool> isSilent) =>
        (name, host with { Probes = [.. host.Probes!.Select(record => isSilent(record) ? SoundProbes.Silent(record) : record)] });

    private static Dictionary<string, FeatureStatus> Statuses(HostSnapshot host) =>
        HostAudit.Compare(host, Editions.Load("current"), [], []).ToDictionary(row => $"{row.Solution} {row.Aspect}", row => row.Status);

    private static IEnumerable<(string Name, HostSnapshot Host)> Parts(HostSnapshot host)
    {
        if (host.HostNamespace is not { } inside)
        {
            yield break;
        }

        yield return ("IPsec policies", host with { HostNamespace = inside with { XfrmPolicies = null } });
        yield return ("all IPsec policies", host with { HostNamespace = inside with { XfrmPolicies = [] } });
        yield return ("gaps", host with { Gaps = [] });
        foreach (var rule in (inside.Firewall?.Rules ?? []).Take(40))
        {
            var rules = inside.Firewall!.Rules.Where(one => !ReferenceEquals(one, rule));
            yield return (
                $"rule in {rule.Table} {rule.Chain}",
                host with
                {
                    HostNamespace = inside with { Firewall = inside.Firewall with { Rules = [.. rules] } },
                }
            );
        }

        yield return ("firewall", host with { HostNamespace = inside with { Firewall = null } });
        yield return ("IPsec states", host with { HostNamespace = inside with { XfrmStates = null } });
        yield return ("all IPsec states", host with { HostNamespace = inside with { XfrmStates = [] } });
        yield return ("containers' namespaces", host with { ContainerNamespaces = new Dictionary<string, NetworkNamespace>() });
        yield return ("engine's namespaces", host with { EngineNamespaces = new Dictionary<string, NetworkNamespace>() });
        foreach (var state in inside.XfrmStates ?? [])
        {
            yield return (
                $"IPsec state {state.Source} {state.Destination}",
                host with
                {
                    HostNamespace = inside with { XfrmStates = [.. inside.XfrmStates!.Where(one => one != state)] },
                }
            );
        }

        foreach (var link in (inside.Links ?? []).Take(12))
        {
            yield return (
                $"link {link.Name}",
                host with
                {
                    HostNamespace = inside with { Links = [.. inside.Links!.Where(one => one != link)] },
                }
            );
        }

        foreach (var route in (inside.Routes ?? []).Take(12))
        {
            yield return (
                $"route {route.Destination}",
                host with
                {
                    HostNamespace = inside with { Routes = [.. inside.Routes!.Where(one => one != route)] },
                }
            );
        }
    }
}
