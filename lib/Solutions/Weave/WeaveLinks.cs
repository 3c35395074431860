using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Weave's own links on the host. A bridge called weave is Weave's only if it has Weave's ports: any user may create one of that name.
/// </summary>
internal static class WeaveLinks
{
    public static IReadOnlyList<Link> Find(HostSnapshot host)
    {
        var ports = host.HostLinks().Where(IsOwn).ToList();
        if (ports.Count > 0)
        {
            ports.InsertRange(0, host.HostLinks().Where(link => link is { Name: "weave", Kind: "bridge" or "openvswitch" }));
        }

        return ports;
    }

    public static bool IsFastDatapath(Link link) =>
        link.Name is "vethwe-datapath" or "vxlan-6784" || link is { Name: "datapath", Kind: "openvswitch" };

    /// <summary>The bridge's end of a container's veth: by the plugin, or by attach and proxy.</summary>
    public static bool IsContainerPort(Link link) =>
        link.Name.StartsWith("vethwl", StringComparison.Ordinal) || link.Name.StartsWith("vethwepl", StringComparison.Ordinal);

    private static bool IsOwn(Link link) =>
        IsFastDatapath(link) || (link.Kind == "veth" && (link.Name is "vethwe-bridge" or "vethwe-pcap" || IsContainerPort(link)));
}
