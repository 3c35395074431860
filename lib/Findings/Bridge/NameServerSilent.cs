using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// All name servers in the host's resolv.conf are loopback addresses (127.0.0.1, systemd-resolved's 127.0.0.53), but no program listens
/// there on UDP port 53. Neither the host nor its containers, which use the engine's resolver, can resolve names.
/// </summary>
internal sealed class NameServerSilent : IFindingRule
{
    private const int DnsPort = 53;
    private static readonly Subnet s_loopback = Subnet.Parse("127.0.0.0/8")!;

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Resolver | HostFacts.Listeners;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var servers = host.Snapshot.Resolver!.NameServers;
        var listening = host.Snapshot.HostNamespace!.Listeners!.Where(socket => socket is { Protocol: "udp", LocalPort: DnsPort }).ToList();
        bool IsSilent(string server) => IsLoopback(server) && !listening.Exists(socket => Answers(socket, server));
        if (servers.Count > 0 && servers.All(IsSilent))
        {
            yield return new Finding
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Host, host.Snapshot.Host),
                Message =
                    $"Neither this host nor its containers can look up names: nothing listens on {string.Join(", ", servers)}, "
                    + "port 53, the server in the host's resolv.conf.",
                Repair =
                    $"systemctl restart systemd-resolved # or the resolver that this host uses (dnsmasq, unbound); or name "
                    + $"another server in /etc/resolv.conf, which the engine reads when a container starts",
                Evidence =
                [
                    new Evidence("/etc/resolv.conf", string.Join(", ", servers.Select(server => "nameserver " + server))),
                    new Evidence("ss -lnu sport = 53", "no such socket"),
                ],
            };
        }
    }

    private static bool IsLoopback(string server) => Subnet.Parse(server) is { } address && s_loopback.Contains(address);

    private static bool Answers(SocketEntry socket, string server) => socket.LocalAddress == "*" || socket.LocalAddress == server;
}
