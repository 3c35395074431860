using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The bridge lacks the network's gateway address, which its containers route through and the host reaches them by. Networks that have none
/// by design (gateway mode isolated, inhibit_ipv4) are left out.
/// </summary>
[Explains(typeof(BridgeRouteMissing), typeof(ContainerRoutedElsewhere), typeof(ContainerPortDead))]
internal sealed class BridgeAddressMissing : BridgeFindingRule
{
    private static readonly int[] s_families = [4, 6];

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from family in s_families
        where bridge.Link is not null && !bridge.HasNoAddress(family)
        let pool = bridge.Pool(family)
        let subnet = Subnet.Parse(pool.Subnet)
        where !bridge.Link!.Addresses.Any(address => IsGateway(address.Address, pool, subnet))
        select Found(bridge, bridge.Link!, pool, subnet);

    private static Finding Found(BridgeNetwork bridge, Link link, IpamPool pool, Subnet subnet)
    {
        var isUsed = bridge.Members.Any(member => member.Address(subnet.Family).Length > 0);
        // docker0's pool may name no gateway (old engines); its containers' endpoints name one.
        var gateway =
            pool.Gateway
            ?? bridge.Members.Select(member => member.Gateway(subnet.Family)).FirstOrDefault(address => address.Length > 0)
            ?? "ADDRESS";
        var (what, ports) = subnet.Family == 6 ? (" over IPv6", "ports published over IPv6") : ("", "published ports");
        return Found(
                isUsed ? Severity.Error : Severity.Warning,
                new(SubjectKind.Network, bridge.Network.Name),
                $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) can't leave "
                    + $"it{what}, and {ports} don't reach them: its gateway address {pool.Gateway ?? "in " + subnet} isn't on {link.Name}.",
                $"ip addr add {gateway}/{subnet.Length} dev {link.Name} # or: systemctl restart docker",
                EvidenceFactory.Network(bridge.Network, $"IPAM.Config Subnet {subnet}, Gateway {pool.Gateway ?? "none"}"),
                EvidenceFactory.Link(link)
            )
            .Because($"the gateway address {pool.Gateway} isn't on {link.Name}");
    }

    /// <summary>If no pool names a gateway (docker0 of old engines), any address of its range counts as one.</summary>
    private static bool IsGateway(string address, IpamPool pool, Subnet subnet) =>
        Subnet.Parse(address) is { } one && (pool.Gateway is { } gateway ? one.Equals(Subnet.Parse(gateway)) : subnet.Contains(one));
}
