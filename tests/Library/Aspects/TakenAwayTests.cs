using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Aspects;

/// <summary>What is taken away from what was seen may leave a row open; it may never make one a match.</summary>
public sealed class TakenAwayTests
{
    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void No_row_becomes_a_match_when_something_is_taken_away(string name)
    {
        var host = RecordedHosts.Read(name);
        var before = Statuses(host);

        Assert.All(
            Parts(host),
            part =>
            {
                var after = Statuses(part.Host);
                var turned = after
                    .Where(row => row.Value == "Match" && before.TryGetValue(row.Key, out var was) && was != "Match")
                    .Select(row => row.Key);
                Assert.True(!turned.Any(), $"{part.Name} taken away: {string.Join(", ", turned)} became Match");
            }
        );
    }

    private static Dictionary<string, string> Statuses(HostSnapshot host) =>
        HostAudit.Compare(host, Editions.Load("current"), [], []).ToDictionary(row => $"{row.Solution} {row.Aspect}", row => row.Status);

    private static IEnumerable<(string Name, HostSnapshot Host)> Parts(HostSnapshot host)
    {
        if (host.HostNamespace is not { } inside)
        {
            yield break;
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
