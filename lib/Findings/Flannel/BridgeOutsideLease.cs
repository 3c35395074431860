using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// flanneld has a lease, but no bridge network of the engine uses it. Containers aren't on Flannel, or have an old lease, which other hosts
/// don't send to. It isn't reported if Flannel serves Kubernetes: a CNI configuration, --kube-subnet-mgr or a bridge of another tool shows
/// that. flannel#205, #556, #926.
/// </summary>
internal sealed class BridgeOutsideLease : FlannelFindingRule
{
    public override HostFacts Needs => HostFacts.Networks;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel)
    {
        // A bridge whose subnets weren't seen may have the lease.
        if (FlannelUsers.ServesOthers(host, flannel) || host.Networks!.Any(network => network is { Driver: "bridge", Pools: null }))
        {
            yield break;
        }

        var bridge = host.Networks!.FirstOrDefault(network => network is { Name: "bridge", Driver: "bridge" });
        foreach (
            var lease in flannel.Leases.Where(lease => lease.Subnet is not null && FlannelUsers.Networks(host, lease.Subnet).Count == 0)
        )
        {
            yield return Found(bridge, lease);
        }
    }

    private static Finding Found(Network? bridge, FlannelLease lease)
    {
        var subnets = bridge is null ? [] : HostQueries.SubnetsOf(bridge).ToList();
        var stale = subnets.Any(subnet => lease.Network?.Contains(subnet) == true);
        var evidence = new List<Evidence> { EvidenceFactory.Setting(lease.File, "FLANNEL_SUBNET") };
        if (bridge is not null)
        {
            evidence.Add(EvidenceFactory.Network(bridge, $"subnet {string.Join(", ", subnets)}"));
        }

        return new Finding
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Network, bridge?.Name ?? "bridge"),
            Message = stale
                ? $"docker0 has {string.Join(", ", subnets)}, but flanneld's lease is {lease.Subnet}: other hosts send this "
                    + "lease's packets here, and no container has the addresses."
                : $"No bridge of the engine has flanneld's lease {lease.Subnet}: containers aren't on Flannel.",
            Repair =
                $"Restart dockerd with --bip={lease.Bip} and --mtu={lease.Mtu} (FLANNEL_SUBNET and FLANNEL_MTU in "
                + $"{lease.File.Path}), then restart the containers.",
            Evidence = evidence,
        };
    }
}
