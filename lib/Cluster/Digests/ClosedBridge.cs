using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Cluster;

/// <summary>A bridge network that drops packets that another host sends to its containers' own addresses.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Subnet">Its subnet.</param>
/// <param name="Addresses">The host's addresses on the link by which such packets arrive.</param>
/// <param name="Words">What drops them, in words.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record ClosedBridge(
    string Network,
    Subnet Subnet,
    IReadOnlyList<string> Addresses,
    string Words,
    IReadOnlyList<Evidence> Evidence
)
{
    private const int MostLinks = 4;
    private const int MostBridges = 64;

    public static IReadOnlyList<ClosedBridge> Find(HostContext host, IReadOnlyList<Link> outer)
    {
        if (EngineFilter.Create(host) is not { } filter)
        {
            return [];
        }

        return
        [
            .. from bridge in host.Bridges.Take(MostBridges)
            where bridge.Network is { Internal: false, Name: not "docker_gwbridge" }
            let subnet = Subnet.Parse(bridge.Pool(4)?.Subnet)
            let member = bridge.Members.FirstOrDefault(one => one.Address(4).Length > 0)
            where subnet is not null && member is not null
            from link in outer.Where(link => link.Up && link.Addresses.Count > 0).Take(MostLinks)
            let answer = filter.Routed(link, bridge, member)
            where answer.Passage == Passage.Dropped && !EngineRules.IsByDesign(answer)
            let addresses = link.Addresses.Select(address => address.Address).ToList()
            select new ClosedBridge(bridge.Network.Name, subnet, addresses, EngineRules.Words(answer), EngineRules.Evidence(answer)),
        ];
    }
}
