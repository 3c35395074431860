using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>The traces of Calico on a host, in any of its forms.</summary>
internal sealed record CalicoTraces
{
    /// <summary>Felix's processes, which write the routes and rules.</summary>
    public required IReadOnlyList<HostProcess> Felix { get; init; }

    /// <summary>Containers of calico/node.</summary>
    public required IReadOnlyList<Container> Nodes { get; init; }

    /// <summary>Networks of its driver or its IPAM.</summary>
    public required IReadOnlyList<Network> Networks { get; init; }

    /// <summary>The host's ends of containers' veths, each with a route of its own.</summary>
    public required IReadOnlyList<Link> Workloads { get; init; }

    /// <summary>Links that carry its packets to other hosts.</summary>
    public required IReadOnlyList<Link> Tunnels { get; init; }

    /// <summary>Chains of Felix's.</summary>
    public required IReadOnlyList<FirewallChain> Chains { get; init; }

    /// <summary>Names of Felix's ipsets.</summary>
    public required IReadOnlyList<string> IpSets { get; init; }

    /// <summary>Its configuration.</summary>
    public required IReadOnlyList<HostFile> Files { get; init; }

    /// <summary>
    /// Whether there is no trace. The kernel creates a link tunl0 when its module ipip is loaded, so that link alone is none.
    /// </summary>
    public bool IsNone =>
        Felix.Count == 0
        && Nodes.Count == 0
        && Networks.Count == 0
        && Workloads.Count == 0
        && Chains.Count == 0
        && IpSets.Count == 0
        && Files.Count == 0
        && Tunnels.All(link => link.Kind == "ipip");

    public static CalicoTraces Find(HostSnapshot host) =>
        new()
        {
            Felix = host.ProcessesNamed("calico-felix", "felix", "calico-node"),
            Nodes = [.. host.Containers.OrNone().Where(IsNode)],
            Networks = [.. host.Networks.OrNone().Where(network => network.Driver == "calico" || network.IpamDriver == "calico-ipam")],
            Workloads = CalicoRoutes.WorkloadLinks(host),
            Tunnels = [.. host.HostLinks().Where(CalicoRoutes.IsTunnel)],
            Chains = CalicoPolicy.Chains(host),
            IpSets = [.. (host.HostNamespace?.IpSets).OrNone().Where(IsFelixSet)],
            Files = [.. host.Files.Where(IsConfiguration)],
        };

    /// <summary>A container of calico/node, which shares the host's network.</summary>
    public static bool IsNode(Container container) =>
        HostQueries.ImageName(container.Image).Repository is var name
        && (
            name == "calico/node"
            || name.EndsWith("/calico/node", StringComparison.Ordinal)
            || name.EndsWith("calico-node", StringComparison.Ordinal)
        )
        && container.NetworkMode is "host" or null;

    /// <summary>The traces as evidence, the surest first.</summary>
    public List<Evidence> CollectEvidence(HostSnapshot host)
    {
        var evidence = new List<Evidence>(Felix.Select(EvidenceFactory.Process));
        if (Felix.Count == 0 && host.Processes is not null)
        {
            evidence.Add(EvidenceFactory.NoProcess("calico-felix"));
        }

        evidence.AddRange(Nodes.Select(EvidenceFactory.Image));
        evidence.AddRange(
            Networks.Select(network =>
                EvidenceFactory.Network(network, $"driver {network.Driver}, IPAM {network.IpamDriver}, scope {network.Scope}")
            )
        );
        evidence.AddRange(Workloads.Take(3).Concat(Tunnels).Select(EvidenceFactory.Link));
        evidence.AddRange(host.HostRoutes().Where(route => route.Protocol == "bird").Take(3).Select(EvidenceFactory.Route));
        evidence.AddRange(Chains.Take(2).Select(EvidenceFactory.Chain));
        evidence.AddRange(IpSets.Take(2).Select(EvidenceFactory.IpSet));
        evidence.AddRange(Files.Select(file => new Evidence(file.Path, Counted.Say(file.Settings.Count, "setting"))));
        return evidence;
    }

    private static bool IsFelixSet(string name) =>
        name.StartsWith("cali4-", StringComparison.Ordinal)
        || name.StartsWith("cali6-", StringComparison.Ordinal)
        || name.StartsWith("felix-", StringComparison.Ordinal);

    private static bool IsConfiguration(HostFile file) =>
        file.Path.Contains("/calico/")
        || file.Settings.Any(setting => setting.Key.EndsWith("type", StringComparison.Ordinal) && setting.Value == "calico");
}
