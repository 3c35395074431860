using System.Net;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Finds Weave's containers on other hosts: in WeaveDNS, and in the connections of this host's containers.</summary>
internal static class WeaveRemotes
{
    public static IReadOnlyList<RemoteAddress> Find(HostSnapshot host, IReadOnlyList<Attachment> attachments)
    {
        var report = host.Weave;
        var local = new HashSet<string>(attachments.SelectMany(attachment => attachment.Addresses));
        var named = (report?.DnsEntries)
            .OrNone()
            .Where(entry =>
                entry.Peer is not null
                && entry.Peer != report!.PeerName
                && !local.Contains(entry.Address)
                && IPAddress.TryParse(entry.Address, out _)
                && RemoteAddresses.IsIPv4(entry.Address)
            )
            .Select(entry => new RemoteAddress
            {
                Kind = RemoteKind.Endpoint,
                Address = entry.Address,
                Name = entry.Name.Split('.')[0],
                Subnet = report!.IpamRange,
                Host = HostOf(host, entry.Peer!),
            });
        var connected = Subnet.Parse(report?.IpamRange) is { } range ? RemoteAddresses.ConnectedIn(host, range, [], attachments) : [];
        var talkedTo = connected.Select(address => new RemoteAddress
        {
            Kind = RemoteKind.Endpoint,
            Address = address,
            Subnet = report!.IpamRange,
        });
        return [.. named.Concat(talkedTo).GroupBy(one => one.Address).Select(group => group.First())];
    }

    /// <summary>A peer's address, if this host is connected to it; the address of a relayed peer isn't known here.</summary>
    private static string? HostOf(HostSnapshot host, string peer) =>
        WeaveRouter.Established(host).FirstOrDefault(connection => connection.PeerName == peer)?.RemoteAddress;
}
