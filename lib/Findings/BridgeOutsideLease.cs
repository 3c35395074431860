using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>flanneld has a lease, but no bridge network of the engine uses it: containers are not on Flannel, or on an old lease.</summary>
internal sealed class BridgeOutsideLease : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Solution != "Flannel" || host.Networks is null)
        {
            yield break;
        }

        var bridge = host.Networks.FirstOrDefault(network => network is { Name: "bridge", Driver: "bridge" });
        foreach (var lease in FlannelLease.Of(host).Where(lease => lease.Subnet is not null))
        {
            if (host.Networks.Any(network => network.Driver == "bridge" && HostQueries.SubnetsOf(network).Contains(lease.Subnet!)))
            {
                continue;
            }

            var stale = bridge is not null && HostQueries.SubnetsOf(bridge).Any(subnet => lease.Network?.Contains(subnet) == true);
            yield return Found(
                Severity.Error,
                new(SubjectKind.Network, bridge?.Name ?? "bridge"),
                stale ? $"docker0 has {string.Join(", ", HostQueries.SubnetsOf(bridge!))}, but flanneld's lease is {lease.Subnet}: other hosts send this lease's packets here, and nobody has them."
                    : $"No bridge of the engine has flanneld's lease {lease.Subnet}: containers are not on Flannel.",
                "restart dockerd with --bip=FLANNEL_SUBNET and --mtu=FLANNEL_MTU.",
                [EvidenceFactory.Setting(lease.File, "FLANNEL_SUBNET"), .. bridge is null ? Array.Empty<Evidence>() : [EvidenceFactory.Network(bridge, $"subnet {string.Join(", ", HostQueries.SubnetsOf(bridge))}")]]);
        }
    }
}
