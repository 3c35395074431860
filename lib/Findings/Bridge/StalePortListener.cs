using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A docker-proxy listens on a host port that no container publishes; it was left when its container ended. The port can't be published
/// again ("address already in use"), and connections to it lead nowhere.
/// </summary>
internal sealed class StalePortListener : IFindingRule
{
    private const string Proxy = "docker-proxy";

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Containers | HostFacts.Listeners;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        // While a container starts or stops, its docker-proxy may exist though the engine doesn't list the port.
        var wanted = new HashSet<(string Protocol, int? Port)>(
            host.Snapshot.Containers.OrNone()
                .Where(container => container.State is not ("exited" or "dead"))
                .SelectMany(container => container.Ports.OrNone().Concat(container.PortBindings.OrNone()))
                .Select(port => (port.Protocol, port.HostPort))
        );
        var isToldAll = host.Snapshot.Containers.OrNone().All(container => !container.IsRunning || container.Ports is not null);
        return from socket in host.Snapshot.HostNamespace!.Listeners!
            where isToldAll && socket.Process == Proxy
            where !wanted.Contains((socket.Protocol, socket.LocalPort)) && !wanted.Contains((socket.Protocol, null))
            group socket by (socket.LocalPort, socket.Protocol) into same
            select Found(same.First());
    }

    private static Finding Found(SocketEntry socket) =>
        new()
        {
            Severity = Severity.Warning,
            Subject = new(SubjectKind.Port, $"{socket.LocalPort}/{socket.Protocol}"),
            Message =
                $"Port {socket.LocalPort}/{socket.Protocol} of this host can't be published, and connections to it lead nowhere: a "
                + "docker-proxy holds it, though no container publishes it.",
            Repair = socket.Pid is { } pid
                ? (ShellText)$"kill {pid} # the docker-proxy that was left; or: systemctl restart docker"
                : $"systemctl restart docker # if the docker-proxy stays, end it: ss -lntup shows its process",
            Evidence =
            [
                EvidenceFactory.Listener(socket),
                EvidenceFactory.Engine($"docker ps", $"no container publishes {socket.LocalPort}/{socket.Protocol}"),
            ],
        };
}
