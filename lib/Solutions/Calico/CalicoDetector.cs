using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Detects Calico in its three forms: calicoctl (2015, which the engine's API hides), the libnetwork plugin (2016 to 2018), CNI (today).
/// All route container addresses over veths without a bridge, and filter them by profiles or policies.
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
        var traces = CalicoTraces.Find(host);
        if (traces.IsNone)
        {
            return null;
        }

        var (nodes, networks, workloads) = (traces.Nodes, traces.Networks, traces.Workloads);
        var runs = traces.Felix.Count > 0 || (host.Processes is null && nodes.Any(container => container.IsRunning));
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
            Confidence = runs || networks.Count > 0 || traces.Chains.Count > 0 ? Confidence.High : Confidence.Medium,
            Evidence = traces.CollectEvidence(host),
            Networks = networks,
            Subnets = CalicoRoutes.Subnets(host, networks),
            Attachments = attachments,
            OwnLinks = [.. workloads.Concat(traces.Tunnels).Select(link => link.Name)],
            Carriers = CalicoRoutes.Carriers(host, workloads),
            Channels = CalicoRoutes.Channels(host, workloads),
            Stores = CalicoStores.Find(host, nodes),
            Peers = CalicoRoutes.Peers(host),
            Remotes = CalicoRoutes.Remotes(host, attachments),
            Isolation = CalicoPolicy.Isolation(host, traces.Chains),
            Protocols = CalicoPolicy.Protocols(host, traces.Chains),
        };
    }
}
