using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>An address of the host's own, by which other hosts reach it.</summary>
/// <param name="Link">The link.</param>
/// <param name="Address">The address.</param>
/// <param name="Subnet">Its subnet.</param>
internal sealed record UnderlayAddress(Link Link, LinkAddress Address, Subnet Subnet);

/// <summary>The host's own addresses: those not on the engine's bridges, the solution's links, tunnels or loopback.</summary>
internal static class Underlay
{
    private static readonly string[] Tunnels = ["vxlan", "tun", "ipip", "sit", "gre", "wireguard", "geneve", "openvswitch"];

    public static IReadOnlyList<UnderlayAddress> Find(HostSnapshot host, Footprint footprint)
    {
        var bridges = new HashSet<string>((host.Networks ?? []).Select(HostQueries.BridgeLinkOf).OfType<string>())
        {
            "docker0",
            "docker_gwbridge",
        };
        return
        [
            .. from link in host.HostLinks()
            where
                !link.IsLoopback
                && link.Master is null
                && !bridges.Contains(link.Name)
                && !footprint.OwnLinks.Contains(link.Name)
                && !Tunnels.Contains(link.Kind)
                && !(link.Kind == "bridge" && link.Name.StartsWith("br-", StringComparison.Ordinal))
            from address in link.Addresses
            where !HostQueries.IsLinkLocal(address.Address)
            let subnet = Subnet.Parse(address.ToString())
            where subnet is not null
            select new UnderlayAddress(link, address, subnet),
        ];
    }
}
