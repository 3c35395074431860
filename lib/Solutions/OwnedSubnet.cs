using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A subnet of a solution.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="Owner">The owner.</param>
/// <param name="Evidence">The evidence for it.</param>
public sealed record OwnedSubnet(Subnet Subnet, SubnetOwner Owner, Evidence Evidence)
{
    /// <summary>In CIDR form: "10.0.1.0/24".</summary>
    public string Cidr => Subnet.ToString();

    /// <summary>The subnets of a network's address management.</summary>
    internal static IEnumerable<OwnedSubnet> FromNetwork(Network network) =>
        from subnet in HostQueries.SubnetsOf(network)
        select new OwnedSubnet(
            subnet,
            new(SubnetOwnerKind.Network, network.Name),
            EvidenceFactory.Network(network, $"IPAM.Config.Subnet {subnet}")
        );
}

/// <summary>What a subnet belongs to.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">The network's name, or what the solution calls it: "FLANNEL_SUBNET".</param>
public sealed record SubnetOwner(SubnetOwnerKind Kind, string Name)
{
    /// <summary>The owner's name in messages: "network ov1", "FLANNEL_SUBNET".</summary>
    public override string ToString() => Kind == SubnetOwnerKind.Network ? $"network {Name}" : Name;
}

/// <summary>The kinds of a subnet's owner.</summary>
public enum SubnetOwnerKind
{
    /// <summary>A network of the engine's.</summary>
    Network,

    /// <summary>The part that this host has of a range which hosts share: Flannel's lease, Calico's block.</summary>
    HostLease,

    /// <summary>The range that all agents give addresses from: Weave's.</summary>
    AgentRange,
}
