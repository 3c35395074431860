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
                    $"docker network rm {network.Name} && docker network create --driver overlay "
                        + $"{(network.Attachable ? (ShellText)$"--attachable " : null)}--subnet RANGE {network.Name} "
                        + $"# RANGE: overlaps no other network; Docker 28 and later accept no IPv6 range",
                    [EvidenceFactory.Network(network, "Driver \"\", IPAM.Config null")]
                )
            );
}
