using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>Whether the engine makes a network with the host's own subnet.</summary>
internal sealed class HostSubnetTrial : INetworkTrial
{
    /// <summary>
    /// A subnet must have room for a gateway and a few endpoints. One of more than 16 million addresses isn't a host's own.
    /// </summary>
    private const int Longest = 29;

    private const int Shortest = 8;

    public ProbeCheck Check => ProbeCheck.SubnetRestriction;

    public NetworkTrial Plan(HostSnapshot host, Footprint footprint)
    {
        var ground = TrialPreconditions.Create(host, footprint);

        // The other check takes the first subnet: swarms free a removed network's subnet a moment later.
        if (ground.Driver is null || ground.Free is not [_, var free])
        {
            return None(ground.Obstacle!);
        }

        if (OwnAddress(host, footprint) is not { } own)
        {
            return None(new() { Kind = TrialObstacleKind.NoHostSubnet });
        }

        var taken = (host.Networks ?? []).FirstOrDefault(network => HostQueries.SubnetsOf(network).Any(own.Subnet.Overlaps));
        return taken is not null
            ? None(new() { Kind = TrialObstacleKind.AlreadyOverlaps, Names = [taken.Name, own.Subnet.ToString()] })
            : new NetworkTrial(
                Check,
                footprint.Solution,
                [ground.Network(TrialPart.Free, free), ground.Network(TrialPart.Host, own.Subnet) with { Link = own.Link.Name }]
            );

        NetworkTrial None(TrialObstacle obstacle) => new(Check, footprint.Solution, [], obstacle);
    }

    /// <summary>The address that other hosts use for it; otherwise the default route's; otherwise any.</summary>
    private static UnderlayAddress? OwnAddress(HostSnapshot host, Footprint footprint)
    {
        var own = HostSubnets
            .Find(host, footprint)
            .Where(address => address.Subnet.Family == 4 && address.Subnet.Length is >= Shortest and <= Longest)
            .ToList();
        var wayOut = WayOut.FindLink(host)?.Name;
        return own.FirstOrDefault(address => address.Address.Address == host.Engine?.Swarm?.NodeAddress)
            ?? own.FirstOrDefault(address => address.Link.Name == wayOut)
            ?? own.FirstOrDefault();
    }
}
