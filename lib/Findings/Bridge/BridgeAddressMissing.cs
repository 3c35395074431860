using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The bridge doesn't have the network's gateway address, which is the way out of its containers, and by which the host reaches them.
/// Networks that are to have none (gateway mode isolated, inhibit_ipv4) are left out.
/// </summary>
internal sealed class BridgeAddressMissing : BridgeFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        if (
            bridge is { Link: { } link, HasNoIPv4Address: false, IPv4Pool: { } pool }
            && Subnet.Parse(pool.Subnet) is { } subnet
            && !link.Addresses.Any(address => IsGateway(address.Address, pool, subnet))
        )
        {
            var gateway = pool.Gateway is null ? $"ADDRESS/{subnet.Length}" : $"{pool.Gateway}/{subnet.Length}";
            yield return Found(
                bridge.Members.Count > 0 ? Severity.Error : Severity.Warning,
                new(SubjectKind.Network, bridge.Network.Name),
                $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) can't leave it, and published ports don't reach them: "
                    + $"its gateway address {pool.Gateway ?? "in " + subnet} isn't on {link.Name}.",
                $"ip addr add {gateway} dev {link.Name}; or systemctl restart docker.",
                EvidenceFactory.Network(bridge.Network, $"IPAM.Config Subnet {subnet}, Gateway {pool.Gateway ?? "none"}"),
                EvidenceFactory.Link(link)
            );
        }
    }

    /// <summary>Where no pool names a gateway (docker0 of old engines), any address of its range is one.</summary>
    private static bool IsGateway(string address, IpamPool pool, Subnet subnet) =>
        pool.Gateway is { } gateway ? address == gateway : Subnet.Parse(address) is { } one && subnet.Contains(one);
}
