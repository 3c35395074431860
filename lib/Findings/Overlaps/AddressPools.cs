using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>The address pools from which a local network gets its range if the user names none.</summary>
/// <param name="Pools">The pools.</param>
/// <param name="Evidence">Where they are set.</param>
internal sealed record AddressPools(IReadOnlyList<AddressPool> Pools, Evidence Evidence)
{
    /// <summary>The largest number of subnets that are compared; no host uses up more.</summary>
    private const int MostSubnets = 4096;

    /// <summary>The pools built into engines since 18.09.</summary>
    private static readonly AddressPool[] BuiltIn =
    [
        new("172.17.0.0/16", 16),
        new("172.18.0.0/16", 16),
        new("172.19.0.0/16", 16),
        new("172.20.0.0/14", 16),
        new("172.24.0.0/14", 16),
        new("172.28.0.0/14", 16),
        new("192.168.0.0/16", 20),
    ];

    public static AddressPools Find(HostSnapshot host)
    {
        if (host.Engine?.DefaultAddressPools is not { Count: > 0 } set)
        {
            return new(BuiltIn, EvidenceFactory.Info("DefaultAddressPools not set: the engine's own"));
        }

        var words = set.Select(pool => $"{pool.Base} in parts of /{pool.Size}");
        return new(set, EvidenceFactory.Info("DefaultAddressPools " + string.Join(", ", words)));
    }

    /// <summary>Returns all IPv4 subnets that the pools can be split into; null if there are none, or more than 4096.</summary>
    public IReadOnlyList<Subnet>? Subnets()
    {
        var subnets = new List<Subnet>();
        foreach (var pool in Pools)
        {
            if (Subnet.Parse(pool.Base) is not { Family: 4 } range || pool.Size < range.Length || pool.Size > 32)
            {
                continue;
            }

            if (pool.Size - range.Length > 12)
            {
                return null;
            }

            subnets.AddRange(range.Split(pool.Size));
        }

        return subnets.Count is > 0 and <= MostSubnets ? subnets : null;
    }
}
