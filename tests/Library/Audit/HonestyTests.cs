using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Audit;

/// <summary>An unseen fact is never read as "none". With any part of a recorded host missing, a row is the same or inconclusive.</summary>
public class HonestyTests
{
    private static readonly Edition Edition = Editions.Load(Editions.Default);

    private static readonly Dictionary<string, Func<HostSnapshot, HostSnapshot>> Missing = new()
    {
        ["the kernel"] = host =>
            Inside(host, null) with
            {
                HostNamespace = null,
                EngineNamespaces = new Dictionary<string, NetworkNamespace>(),
                Processes = null,
                Files = [],
                Weave = null,
                Containers = host.Containers?.Select(container => container with { Resolver = null }).ToList(),
            },
        ["the engine"] = host => host with { Engine = null, Networks = null, Containers = null },
        ["processes"] = host => host with { Processes = null },
        ["files"] = host => host with { Files = [] },
        ["Weave's report"] = host => host with { Weave = null },
        ["containers' namespaces"] = host => Inside(host, null),
        ["the engine's namespaces"] = host => host with { EngineNamespaces = new Dictionary<string, NetworkNamespace>() },
        ["resolv.conf"] = host =>
            host with
            {
                Resolver = null,
                Containers = host.Containers?.Select(container => container with { Resolver = null }).ToList(),
            },
        ["links"] = host => Own(host, own => own with { Links = null }),
        ["routes"] = host => Own(host, own => own with { Routes = null }),
        ["forwarding"] = host => Own(host, own => own with { Forwarding = null, Neighbors = null }),
        ["the firewall"] = host => Own(host, own => own with { Firewall = null, IpSets = null }),
        ["sockets"] = host => Own(host, own => own with { Listeners = null, Connections = null }),
        ["IPsec states"] = host => Own(host, own => own with { XfrmStates = null }),
        ["inspects"] = host =>
            host with
            {
                Networks = host.Networks?.Select(network => network with { Endpoints = null, Peers = null, Tasks = null }).ToList(),
                Containers = host.Containers?.Select(container => container with { Environment = null, Pid = null }).ToList(),
            },
        ["containers' links"] = host => Inside(host, own => own with { Links = null }),
    };

    public static TheoryData<string, string> Cases =>
        new(RecordedHosts.Names.SelectMany(name => Missing.Keys.Select(part => (name, part))));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_missing_part_makes_rows_inconclusive_and_nothing_else(string name, string part)
    {
        var full = RecordedHosts.Read(name);
        var before = HostAudit.Compare(full, Edition, [], []).ToDictionary(row => (row.Solution, row.Aspect));
        var host = Missing[part](full);

        var wrong = new List<string>();
        foreach (var row in HostAudit.Compare(host, Edition, [], []))
        {
            if (row.Status == FeatureStatus.Inconclusive)
            {
                Assert.NotEmpty(row.Reason);
                continue;
            }

            if (row.Evidence.Count == 0)
            {
                wrong.Add($"{row.Solution} {row.Aspect}: {row.Status} without evidence: {row.Observed}");
            }

            if (
                before.TryGetValue((row.Solution, row.Aspect), out var old)
                && old.Status != row.Status
                && old.Status != FeatureStatus.Inconclusive
            )
            {
                wrong.Add($"{row.Solution} {row.Aspect}: {old.Status} became {row.Status}: {row.Observed} (before: {old.Observed})");
            }
        }

        var states = HostAudit.FindSolutions(full).ToDictionary(solution => solution.Name, solution => solution.State);
        foreach (var solution in HostAudit.FindSolutions(host))
        {
            // Without the processes, a stopped agent can't be recognized. The solution's evidence then says so.
            if (
                (!states.TryGetValue(solution.Name, out var state) || state != solution.State)
                && !(state == "Stopped" && solution.Evidence.Any(line => line.Contains("is not known", StringComparison.Ordinal)))
            )
            {
                wrong.Add($"{solution.Name}: {state ?? "not found"} became {solution.State}");
            }
        }

        Assert.Empty(wrong);
        Assert.All(HostAudit.FindSolutions(host), solution => Assert.NotEmpty(solution.Evidence));
        Assert.All(HostAudit.Networks(host), network => Assert.Equal(host.Host, network.Host));
        var containers = (host.Containers ?? []).Select(container => container.Name).ToHashSet();
        Assert.Subset(containers, HostAudit.Endpoints(host).Select(endpoint => endpoint.Container).ToHashSet());
    }

    private static HostSnapshot Own(HostSnapshot host, Func<NetworkNamespace, NetworkNamespace> change) =>
        host.HostNamespace is { } own ? host with { HostNamespace = change(own) } : host;

    private static HostSnapshot Inside(HostSnapshot host, Func<NetworkNamespace, NetworkNamespace>? change) =>
        host with
        {
            ContainerNamespaces = change is null
                ? new Dictionary<string, NetworkNamespace>()
                : host.ContainerNamespaces.ToDictionary(pair => pair.Key, pair => change(pair.Value)),
        };
}
