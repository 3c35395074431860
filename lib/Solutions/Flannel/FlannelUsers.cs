using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Finds the users of Flannel's lease on a host: the engine's bridge networks, or Kubernetes beside the engine.</summary>
internal static class FlannelUsers
{
    /// <summary>The engine's bridge networks that have a lease.</summary>
    public static IReadOnlyList<Network> Networks(HostSnapshot host, Subnet lease) =>
        [.. host.Networks.OrNone().Where(network => network.Driver == "bridge" && HostQueries.SubnetsOf(network).Contains(lease))];

    /// <summary>
    /// Whether Flannel serves another user than the engine. flanneld takes its leases from Kubernetes, a CNI configuration names it, or a
    /// bridge that isn't the engine's (cni0) has the lease.
    /// </summary>
    public static bool ServesOthers(HostSnapshot host, FlannelState flannel) =>
        host.ProcessesNamed("flanneld").Any(AsksKubernetes)
        || host.Files.Any(NamesFlannel)
        || flannel.Leases.Any(lease => OtherBridge(host, lease) is not null);

    private static bool AsksKubernetes(HostProcess agent) => agent.Argument("kube-subnet-mgr") is { } value && value != "false";

    /// <summary>A CNI configuration, read into settings: "type" is flannel, or "plugins[0].type".</summary>
    private static bool NamesFlannel(HostFile file) =>
        file.Settings.Any(setting => setting.Value == "flannel" && setting.Key.EndsWith("type", StringComparison.Ordinal));

    private static Link? OtherBridge(HostSnapshot host, FlannelLease lease)
    {
        var own = new HashSet<string>(host.Networks.OrNone().Select(HostQueries.BridgeLinkOf).OfType<string>()) { "docker0" };
        return lease.Subnet is not { } subnet
            ? null
            : host.HostLinks()
                .FirstOrDefault(link =>
                    link.Kind == "bridge"
                    && !own.Contains(link.Name)
                    && link.Addresses.Any(address => Subnet.Parse(address.Address) is { } one && subnet.Contains(one))
                );
    }
}
