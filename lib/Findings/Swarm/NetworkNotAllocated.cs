using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A swarm network was created but never got a driver or subnet, so no container can join it. The engine answers the request to create it
/// with 201 all the same.
/// </summary>
internal sealed class NetworkNotAllocated : SolutionFindingRule
{
    private const int Length = 24;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        var blocks = new FreeBlocks(host);
        return footprint
            .Networks.Where(network => network is { Driver: "", Scope: "swarm" })
            .Select(network =>
                Found(
                    Severity.Error,
                    new(SubjectKind.Network, network.Name),
                    $"Network {network.Name} was created but never allocated: no container can join it. The swarm says "
                        + $"neither why nor which "
                        + "driver it was to have; usually another network has its subnet.",
                    Repair(blocks, network),
                    [EvidenceFactory.Network(network, "Driver \"\", IPAM.Config null")]
                )
            );
    }

    private static ShellText Repair(FreeBlocks blocks, Network network)
    {
        var free = blocks.Range(network, Length);
        var again = NetworkCommand.Recreate(network, new() { Range = free.Word });
        var ipv6 = network.EnableIPv6 ? (ShellText)$"; Docker 28 and later accept no IPv6 range" : $"";
        return $"{again} # if it was to be an overlay; on a manager; {free.Note}{ipv6}";
    }
}
