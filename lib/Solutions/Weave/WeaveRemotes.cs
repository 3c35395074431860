using System.Net;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Weave's containers on other hosts: those that WeaveDNS knows, and those that this host's containers talk to.</summary>
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

    /// <summary>A peer's address, where this host is connected to it; one that is relayed to has none that this host knows.</summary>
    private static string? HostOf(HostSnapshot host, string peer) =>
        WeaveRouter.Established(host).FirstOrDefault(connection => connection.PeerName == peer)?.RemoteAddress;
}
