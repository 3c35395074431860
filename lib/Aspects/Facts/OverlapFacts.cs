using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>Addresses that were given more than once.</summary>
/// <param name="Addresses">The addresses.</param>
/// <param name="IsByAgent">Whether the agent lists them; else they were found on the containers.</param>
internal sealed record SharedAddressFacts(IReadOnlyList<SharedAddress> Addresses, bool IsByAgent) : AspectFacts;

/// <summary>An address that was given more than once.</summary>
/// <param name="Address">The address.</param>
/// <param name="Holders">Names of its holders.</param>
internal sealed record SharedAddress(string Address, IReadOnlyList<string> Holders);

/// <summary>No address was given more than once.</summary>
internal sealed record UniqueAddressFacts : AspectFacts
{
    /// <summary>How many subnets the solution's networks have.</summary>
    public required int Subnets { get; init; }

    /// <summary>How many addresses the solution's containers have.</summary>
    public required int Addresses { get; init; }

    /// <summary>How many addresses are host routes of one table, which can hold each address only once.</summary>
    public required int HostRoutes { get; init; }

    /// <summary>Networks whose subnets overlap although no address was given twice.</summary>
    public required IReadOnlyList<SubnetPair> Overlapping { get; init; }
}

/// <summary>Subnets of networks overlap. Whether an address was given more than once was not seen.</summary>
/// <param name="Overlapping">The pairs of networks.</param>
internal sealed record OverlapUnseenFacts(IReadOnlyList<SubnetPair> Overlapping) : AspectFacts;

/// <summary>Two networks whose subnets overlap.</summary>
/// <param name="One">One network's subnet.</param>
/// <param name="Other">The other network's subnet.</param>
internal sealed record SubnetPair(NetworkSubnet One, NetworkSubnet Other);

/// <summary>A subnet of a network.</summary>
/// <param name="Network">The network.</param>
/// <param name="Subnet">The subnet.</param>
internal sealed record NetworkSubnet(Network Network, Subnet Subnet);
