using System.Net;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Weave's containers on other hosts: those that WeaveDNS knows, and those that this host's containers talk to.</summary>
internal static class WeaveRemotes
{
    public static IReadOnlyList<RemoteAddress> Of(HostSnapshot host, IReadOnlyList<Attachment> attachments)
    {
        var report = host.Weave;
        var local = new HashSet<string>(attachments.SelectMany(attachment => attachment.Addresses));
        var named = (report?.DnsEntries ?? [])
            .Where(entry =>
                entry.Peer is not null
                && entry.Peer != report!.PeerName
                && !local.Contains(entry.Address)
                && IPAddress.TryParse(entry.Address, out _)
                && RemoteAddresses.IsIPv4(entry.Address)
            )
            .Select(entry => new RemoteAddress(
                RemoteKind.Endpoint,
                entry.Address,
                entry.Name.Split('.')[0],
                null,
                report!.IpamRange,
                HostOf(host, entry.Peer!)
            ));
        var connected = Subnet.Parse(report?.IpamRange) is { } range ? RemoteAddresses.ConnectedIn(host, range, [], attachments) : [];
        return
        [
            .. named
                .Concat(connected.Select(address => new RemoteAddress(RemoteKind.Endpoint, address, null, null, report!.IpamRange, null)))
                .GroupBy(one => one.Address)
                .Select(group => group.First()),
        ];
    }

    /// <summary>A peer's address, where this host is connected to it; one that is relayed to has none that this host knows.</summary>
    private static string? HostOf(HostSnapshot host, string peer) =>
        WeaveRouter.Established(host).FirstOrDefault(connection => connection.PeerName == peer)?.RemoteAddress;
}
