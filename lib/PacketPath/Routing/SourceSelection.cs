using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Routing;

/// <summary>The source address that the kernel gives a packet without one (inet_select_addr; RFC 6724 for IPv6).</summary>
internal static class SourceSelection
{
    /// <summary>Returns the source address; null if it is unknown.</summary>
    public static string? Find(IReadOnlyList<Link> links, RouteEntry entry, Link link, Subnet destination) =>
        entry.Route?.Source
        ?? entry.Source
        ?? (
            entry.Outcome == RouteOutcome.Local ? destination.Prefix
            : destination.Family == 4 ? IPv4(links, link, entry.Route?.Gateway, entry.Route?.Scope)
            : IPv6(links, link, destination)
        );

    /// <summary>The source address of packets that go directly out by a link, if no route sets another.</summary>
    public static string? FindOnLink(IReadOnlyList<Link> links, Link link) => IPv4(links, link, null, "link");

    private static string? IPv4(IReadOnlyList<Link> links, Link link, string? gateway, string? scope)
    {
        var widest = Rank(scope);
        var hop = Subnet.Parse(gateway);
        var own = Primaries(link).Where(address => Rank(address.Scope) <= widest).ToList();
        var near = own.FirstOrDefault(address => hop is not null && Subnet.Parse(address.ToString())?.Contains(hop) == true);
        if ((near ?? own.FirstOrDefault()) is { } found)
        {
            return found.Address;
        }

        // A link without an address borrows one of another link, which must not be valid on that link alone.
        return links.SelectMany(Primaries).FirstOrDefault(address => address.Scope != "link" && Rank(address.Scope) <= widest)?.Address;
    }

    /// <summary>IPv4 addresses in the kernel's order, without those that share the subnet of an earlier one.</summary>
    private static IEnumerable<LinkAddress> Primaries(Link link)
    {
        var subnets = new HashSet<Subnet>();
        foreach (var address in link.Addresses)
        {
            if (Subnet.Parse(address.ToString()) is { Family: 4 } subnet && subnets.Add(subnet))
            {
                yield return address;
            }
        }
    }

    /// <summary>The choice among several depends on their ages and kinds, which are not seen.</summary>
    private static string? IPv6(IReadOnlyList<Link> links, Link link, Subnet destination)
    {
        var wanted = HostQueries.IsLinkLocal(destination.Prefix);
        var own = Candidates(link, wanted);
        if (own.Count == 0 && !wanted)
        {
            own = [.. links.SelectMany(one => Candidates(one, false))];
        }

        return own.Count == 1 ? own[0] : null;
    }

    private static List<string> Candidates(Link link, bool linkLocal) =>
        [
            .. from address in link.Addresses
            where Subnet.Parse(address.Address) is { Family: 6 } && address.Scope != "host"
            where HostQueries.IsLinkLocal(address.Address) == linkLocal
            select address.Address,
        ];

    private static int Rank(string? scope) =>
        scope switch
        {
            "host" => 254,
            "link" => 253,
            "site" => 200,
            _ => 0,
        };
}
