using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A link checks sources strictly (rp_filter 1, the larger of "all" and its own), but the route back to some senders uses another link. The
/// kernel drops their packets silently (fib_validate_source; counted as TcpExt.IPReversePathFilter).
/// </summary>
internal sealed class ReversePathDropped : IFindingRule
{
    private const int Strict = 1;

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Sysctls | HostFacts.HostLinks | HostFacts.HostRoutes;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        if (RouteLookup.Create(host.Snapshot.HostNamespace) is not { } routes)
        {
            yield break;
        }

        foreach (var link in host.Snapshot.HostLinks().Where(link => IsStrict(host.Snapshot, link)))
        {
            foreach (var address in link.Addresses.Where(address => Subnet.Parse(address.Address) is { Family: 4 }))
            {
                var lost = Senders(host, link, address)
                    .Select(sender => (Sender: sender, By: AnsweredBy(routes, sender, address)))
                    .Where(pair => pair.By is not null && pair.By != link.Name)
                    .ToList();
                if (lost.Count > 0)
                {
                    yield return Found(host.Snapshot, link, address, lost);
                }
            }
        }
    }

    private static Finding Found(HostSnapshot host, Link link, LinkAddress address, List<(string Sender, string? By)> lost)
    {
        var setting = SysctlNames.ReversePathFilter(link.Name);
        var isNode = host.Engine?.Swarm?.NodeAddress == address.Address;
        return new Finding
        {
            Severity =
                isNode ? Severity.Error
                : Counted(host).Any() ? Severity.Warning
                : Severity.Information,
            Subject = new(SubjectKind.Link, link.Name),
            Message =
                $"Packets from {TruncatedList.Join(lost.Select(pair => pair.Sender))} to {address.Address} are dropped: "
                + $"they arrive on {link.Name}, which checks sources strictly, and the route back leaves by {lost[0].By}.",
            Repair =
                $"sysctl -w {setting}=2 net.ipv4.conf.all.rp_filter=2 # loose; also in /etc/sysctl.d; or a route back by "
                + $"{link.Name}: ip route add {lost[0].Sender}/32 dev {link.Name} src {address.Address}",
            Evidence =
            [
                new Evidence($"sysctl {setting} net.ipv4.conf.all.rp_filter", "1 is the larger"),
                new Evidence($"ip route get {lost[0].Sender} from {address.Address}", $"dev {lost[0].By}"),
                .. Counted(host),
            ],
        };
    }

    private static IEnumerable<Evidence> Counted(HostSnapshot host)
    {
        if (host.HostNamespace?.Counters is { } counters && counters.TryGetValue("TcpExt.IPReversePathFilter", out var count) && count > 0)
        {
            yield return new Evidence("nstat -az TcpExtIPReversePathFilter", $"{count} packets");
        }
    }

    private static bool IsStrict(HostSnapshot host, Link link)
    {
        var ofAll = host.HostNamespace.Sysctl(SysctlNames.ReversePathFilter("all")) ?? 0;
        var own = host.HostNamespace.Sysctl(SysctlNames.ReversePathFilter(link.Name)) ?? 0;
        return link is { Up: true, IsLoopback: false } && Math.Max(ofAll, own) == Strict;
    }

    /// <summary>The neighbors seen on the link; if the node's address is on it, the solutions' other hosts too.</summary>
    private static IEnumerable<string> Senders(HostContext host, Link link, LinkAddress address)
    {
        var neighbours = (host.Snapshot.HostNamespace?.Neighbors)
            .OrNone()
            .Where(neighbor => neighbor.Device == link.Name && neighbor.MacAddress is not null)
            .Select(neighbor => neighbor.Address);
        var isNode = host.Snapshot.Engine?.Swarm?.NodeAddress == address.Address;
        var peers = host.Footprints.SelectMany(footprint => footprint.Remotes).Select(remote => remote.Host).OfType<string>();
        var own = host.Snapshot.OwnAddresses();
        return neighbours
            .Concat(isNode ? peers : [])
            .Distinct()
            .Where(sender => Subnet.Parse(sender) is { Family: 4 } && !own.Contains(sender));
    }

    private static string? AnsweredBy(RouteLookup routes, string sender, LinkAddress address)
    {
        var answer = RouteQuery.Create(sender) is { } query ? routes.Find(query with { Source = Subnet.Parse(address.Address) }) : null;
        return answer is { IsUnicast: true, Link: { } link } ? link.Name : null;
    }
}
