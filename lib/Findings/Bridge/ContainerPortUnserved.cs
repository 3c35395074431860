using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container publishes a port, but its program listens only on the container's loopback (127.0.0.1). Connections from outside go to the
/// container's address and are refused. A port that no program listens on yet is left out: programs take time to start.
/// </summary>
internal sealed class ContainerPortUnserved : IFindingRule
{
    private static readonly Subnet s_loopback = Subnet.Parse("127.0.0.0/8")!;
    private static readonly Subnet s_loopbackIPv6 = Subnet.Parse("::1")!;

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Containers | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) =>
        from container in host.Snapshot.RunningContainers()
        let listeners = host.Snapshot.NamespaceOf(container)?.Listeners
        where listeners is not null
        from port in container.Ports.OrNone().GroupBy(port => (port.ContainerPort, port.Protocol)).Select(same => same.First())
        where port.HostPort is not null
        let sockets = listeners.Where(socket => socket.Protocol == port.Protocol && socket.LocalPort == port.ContainerPort).ToList()
        where sockets.Count > 0 && sockets.TrueForAll(IsOnLoopback)
        select Found(container, port, sockets[0]);

    private static bool IsOnLoopback(SocketEntry socket) =>
        Subnet.Parse(socket.LocalAddress) is { } address && (s_loopback.Contains(address) || s_loopbackIPv6.Equals(address));

    private static Finding Found(Container container, PublishedPort port, SocketEntry socket) =>
        new()
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Port, $"{port.HostPort}/{port.Protocol}"),
            Message =
                $"Connections to port {port.HostPort}/{port.Protocol} of this host are refused: the program in container {container.Name} "
                + $"listens on {socket.LocalAddress}:{port.ContainerPort} only, which is the container's own loopback.",
            Repair =
                $"Make the program listen on 0.0.0.0:{port.ContainerPort}, or on :: for both families (its bind address, "
                + $"--host or listen setting). To limit who reaches it, publish the port on one address (-p 127.0.0.1:...).",
            Evidence =
            [
                EvidenceFactory.Inside(container, "ss -lntu", $"{port.Protocol} {socket.LocalAddress}:{port.ContainerPort}, and no other"),
                EvidenceFactory.Container(container, $"{port.ContainerPort}/{port.Protocol} on {port.HostAddress}:{port.HostPort}"),
            ],
            Scope = new() { Containers = [container.Name] },
        };
}
