using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A swarm network that was created, but never got a driver or subnet: create answers 201 all the same.</summary>
internal sealed class NetworkNotAllocated : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint) =>
        footprint
            .Networks.Where(network => network is { Driver: "", Scope: "swarm" })
            .Select(network =>
                Found(
                    Severity.Error,
                    new(SubjectKind.Network, network.Name),
                    $"Network {network.Name} was created but never allocated: no container can join it.",
                    $"docker network rm {network.Name} && docker network create --driver overlay --subnet RANGE {network.Name} "
                        + "# RANGE: a subnet that overlaps no other network; no explicit IPv6 subnet on engines from 28 on",
                    [EvidenceFactory.Network(network, "Driver \"\", IPAM.Config null")]
                )
            );
}
