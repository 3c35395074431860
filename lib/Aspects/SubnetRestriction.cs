using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether a container subnet may overlap the host's own. The published cells answer this, although the aspect's title asks the opposite.
/// An existing overlap shows that it may; the absence of one shows nothing.
/// </summary>
internal sealed class SubnetRestriction : IAspectObserver
{
    public string Aspect => AspectIds.SubnetRestriction;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var observation = TrialEvaluation.Over(
            Configured(host, footprint),
            ProbeEvaluation.Find(host, footprint, ProbeCheck.SubnetRestriction)
        );

        // An engine that refuses the overlap contradicts a cell that says it is possible.
        return observation.Facts is TrialFacts { IsMade: false } ? observation with { Standing = Standing.Refused } : observation;
    }

    private static Observation Configured(HostSnapshot host, Footprint footprint)
    {
        var subnets = Subnets(host, footprint);
        var own = HostSubnets.Find(host, footprint);
        var overlaps = (
            from part in subnets
            from address in own
            where part.Subnet.Overlaps(address.Subnet)
            select new HostOverlap(part, address)
        ).ToList();
        return Lacks(host, subnets, own, overlaps) is { } cause ? Observation.NotSeen(cause)
            : overlaps.Count > 0 ? Overlapping(overlaps)
            : Apart(subnets, own);
    }

    private static NotSeenCause? Lacks(
        HostSnapshot host,
        IReadOnlyList<ContainerSubnet> subnets,
        IReadOnlyList<UnderlayAddress> own,
        IReadOnlyList<HostOverlap> overlaps
    ) =>
        host.HostNamespace?.Links is null ? NotSeenCause.HostAddresses
        : subnets.Count == 0 ? NotSeenCause.NoSubnet
        : own.Count == 0 ? NotSeenCause.NoHostAddress
        : overlaps.Count == 0 && host.Networks is null ? NotSeenCause.EngineNetworks
        : null;

    private static Observation Overlapping(IReadOnlyList<HostOverlap> overlaps) =>
        new()
        {
            Values = [AspectValue.Yes],
            Facts = new HostOverlapFacts(overlaps),
            Basis = Basis.Observed,
            Evidence =
            [
                .. overlaps.SelectMany(one => new[] { one.Part.Evidence, EvidenceFactory.Address(one.Host.Link, one.Host.Address) }),
            ],
        };

    private static Observation Apart(IReadOnlyList<ContainerSubnet> subnets, IReadOnlyList<UnderlayAddress> own) =>
        new()
        {
            Values = [AspectValue.No],
            Facts = new HostApartFacts([.. subnets.Select(part => part.Subnet)], [.. own.Select(address => address.Subnet)]),
            Basis = Basis.Observed,
            Evidence =
            [
                .. subnets.Take(4).Select(part => part.Evidence),
                .. own.Take(4).Select(address => EvidenceFactory.Address(address.Link, address.Address)),
            ],
            Standing = Standing.Unused,
        };

    /// <summary>The solution's subnets, and further ones on links inside its containers.</summary>
    private static List<ContainerSubnet> Subnets(HostSnapshot host, Footprint footprint)
    {
        List<ContainerSubnet> found =
        [
            .. footprint.Subnets.Select(owned => new ContainerSubnet(owned.Subnet, owned.Owner, null, owned.Evidence)),
        ];
        foreach (var attachment in footprint.Attachments.Where(attachment => attachment.LinkName is not null))
        {
            var link = (host.NamespaceOf(attachment.Container)?.Links).OrNone().FirstOrDefault(link => link.Name == attachment.LinkName);
            found.AddRange(
                from address in (link?.Addresses).OrNone()
                where !HostQueries.IsLinkLocal(address.Address)
                let subnet = Subnet.Parse(address.ToString())
                where subnet is not null && !found.Any(known => known.Subnet.Contains(subnet))
                select new ContainerSubnet(subnet, null, attachment.Container, EvidenceFactory.LinkInside(attachment.Container, link!))
            );
        }

        return found;
    }
}
