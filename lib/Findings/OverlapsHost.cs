using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A container subnet that is routed between hosts and overlaps the host's own: host-to-host traffic is cut (a Flannel lease does that).</summary>
internal sealed class OverlapsHost : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint) =>
        from owned in footprint.Subnets
        where footprint.Solution is "Flannel" or "Calico"
        from address in Underlay.Of(host, footprint)
        where owned.Subnet.Overlaps(address.Subnet)
        select Found(
            Severity.Error,
            new(SubjectKind.Link, address.Link.Name),
            $"{owned.Owner} {owned.Cidr} overlaps the host's own {address.Subnet} on {address.Link.Name}: packets to other hosts may go to the bridge.",
            "give the solution a range that no host's subnet lies in.",
            [owned.Evidence, EvidenceFactory.Address(address.Link, address.Address)]);
}
