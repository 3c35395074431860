using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A name server of a container with an address in one of the container's own bridge networks, where nobody has it.</summary>
internal static class AbsentNameServer
{
    /// <summary>Returns why it can't answer; null if somebody has the address, or may have it.</summary>
    public static DeadServer? Find(HostContext host, Container container, string server) =>
        AbsentAddress.Find(host, container, server) is { } absent
            ? new(
                server,
                $"it is in the range of network {absent.Bridge.Network.Name}, where nobody has that address",
                $"Start the container that should have {server}, or recreate {container.Name} with --dns and the address of a server "
                    + $"that runs.",
                [
                    EvidenceFactory.Network(absent.Bridge.Network, $"no container has {server}"),
                    EvidenceFactory.Inside(container, $"ip route get {server}", $"dev {absent.Link.Name}, without a gateway"),
                ]
            )
            : null;
}
