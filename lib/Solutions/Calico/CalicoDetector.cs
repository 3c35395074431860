using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Calico, in its three forms: calicoctl (2015, the engine's API hides it), the libnetwork plugin (2016 to 2018), CNI (today). All route
/// container addresses over veths without a bridge, and filter them by profiles or policies.
/// </summary>
internal sealed class CalicoDetector : ISolutionDetector
{
    public string Solution => SolutionIds.Calico;

    public string LooksFor =>
        "Calico: calico-felix or bird of a calico-node container, networks of driver calico, cali links with routes of their own, chains "
        + "cali- or felix-, its files";

    public bool IsToldByEngine => false;

    public Footprint? Detect(HostSnapshot host)
    {
        var felix = host.ProcessesNamed("calico-felix", "felix", "calico-node");
        var nodes = (host.Containers ?? []).Where(container => IsNode(container)).ToList();
        var networks = (host.Networks ?? []).Where(network => network.Driver == "calico" || network.IpamDriver == "calico-ipam").ToList();
        var workloads = CalicoRoutes.WorkloadLinks(host);
        var chains = CalicoPolicy.Chains(host);
        var sets = (host.HostNamespace?.IpSets ?? [])
            .Where(name =>
                name.StartsWith("cali4-", StringComparison.Ordinal)
                || name.StartsWith("cali6-", StringComparison.Ordinal)
                || name.StartsWith("felix-", StringComparison.Ordinal)
            )
            .ToList();
        var files = host
            .Files.Where(file =>
                file.Path.Contains("/calico/")
                || file.Settings.Any(setting => setting.Key.EndsWith("type", StringComparison.Ordinal) && setting.Value == "calico")
            )
            .ToList();
        var tunnels = host.HostLinks().Where(CalicoRoutes.IsTunnel).ToList();
        if (
            felix.Count == 0
            && nodes.Count == 0
            && networks.Count == 0
            && workloads.Count == 0
            && chains.Count == 0
            && sets.Count == 0
            && files.Count == 0
            && tunnels.All(link => link.Kind == "ipip")
        )
        {
            return null;
        }

        var runs = felix.Count > 0 || (host.Processes is null && nodes.Any(container => container.IsRunning));
        var stands =
            workloads.Count > 0
            || networks.Count > 0
            || nodes.Count > 0
            || CalicoRoutes.Remote(host).Any(route => route.Protocol == "bird");
        var attachments = CalicoRoutes.Workloads(host, workloads, networks);
        return new Footprint
        {
            Solution = Solution,
            Backend = runs || stands ? CalicoRoutes.Backend(host, nodes) : null,
            Version = nodes.Select(container => HostQueries.ImageName(container.Image).Tag?.TrimStart('v')).FirstOrDefault(),
            State =
                runs
                    ? Attachments.StateOf(
                        host,
                        attachments,
                        host.HostNamespace is { Links: not null, Routes: not null } && workloads.Count == 0
                    )
                : stands ? SolutionState.Stopped
                : SolutionState.Leftover,
            Confidence = runs || networks.Count > 0 || chains.Count > 0 ? Confidence.High : Confidence.Medium,
            Evidence = Recognised(host, felix, nodes, networks, workloads, chains, sets, files, tunnels),
            Networks = networks,
            Subnets = CalicoRoutes.Subnets(host, networks),
            Attachments = attachments,
            OwnLinks = [.. workloads.Concat(tunnels).Select(link => link.Name)],
            Carriers = CalicoRoutes.Carriers(host, workloads),
            Channels = CalicoRoutes.Channels(host, workloads),
            Stores = CalicoStores.Find(host, nodes),
            Peers = CalicoRoutes.Peers(host),
            Remotes = CalicoRoutes.Remotes(host, attachments),
            Isolation = CalicoPolicy.Isolation(host, chains),
            Protocols = CalicoPolicy.Protocols(host, chains),
        };
    }

    internal static bool IsNode(Container container) =>
        HostQueries.ImageName(container.Image).Repository is var name
        && (
            name == "calico/node"
            || name.EndsWith("/calico/node", StringComparison.Ordinal)
            || name.EndsWith("calico-node", StringComparison.Ordinal)
        )
        && container.NetworkMode is "host" or null;

    private static List<Evidence> Recognised(
        HostSnapshot host,
        IReadOnlyList<HostProcess> felix,
        List<Container> nodes,
        List<Network> networks,
        IReadOnlyList<Link> workloads,
        IReadOnlyList<FirewallChain> chains,
        List<string> sets,
        List<HostFile> files,
        List<Link> tunnels
    )
    {
        var evidence = new List<Evidence>(felix.Select(EvidenceFactory.Process));
        if (felix.Count == 0 && host.Processes is not null)
        {
            evidence.Add(EvidenceFactory.NoProcess("calico-felix"));
        }

        evidence.AddRange(nodes.Select(EvidenceFactory.Image));
        evidence.AddRange(
            networks.Select(network =>
                EvidenceFactory.Network(network, $"driver {network.Driver}, IPAM {network.IpamDriver}, scope {network.Scope}")
            )
        );
        evidence.AddRange(workloads.Take(3).Concat(tunnels).Select(EvidenceFactory.Link));
        evidence.AddRange(host.HostRoutes().Where(route => route.Protocol == "bird").Take(3).Select(EvidenceFactory.Route));
        evidence.AddRange(chains.Take(2).Select(EvidenceFactory.Chain));
        evidence.AddRange(sets.Take(2).Select(EvidenceFactory.IpSet));
        evidence.AddRange(files.Select(file => new Evidence(file.Path, $"settings: {file.Settings.Count}")));
        return evidence;
    }
}
