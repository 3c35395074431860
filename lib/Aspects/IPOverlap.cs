using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Whether one address, or one subnet, was given twice: among the solution's networks and among its containers.</summary>
internal sealed class IPOverlap : IAspectObserver
{
    public string Aspect => AspectIds.IPOverlap;

    public Observation Observe(HostSnapshot host, Footprint footprint) =>
        TrialEvaluation.Over(Configured(host, footprint), ProbeEvaluation.Find(host, footprint, ProbeCheck.IPOverlap));

    private static Observation Configured(HostSnapshot host, Footprint footprint)
    {
        var networks = footprint
            .Networks.SelectMany(network =>
                HostQueries.SubnetsOf(network).Where(subnet => subnet.Length > 0).Select(subnet => (network, subnet))
            )
            .ToList();
        var twins = (
            from one in networks
            from other in networks
            where string.CompareOrdinal(one.network.Id, other.network.Id) < 0 && one.subnet.Overlaps(other.subnet)
            select (one, other)
        ).ToList();
        var addresses = footprint
            .Attachments.SelectMany(attachment => attachment.Addresses.Select(address => (address, attachment)))
            .ToList();
        var doubled = addresses
            .GroupBy(pair => pair.address)
            .Where(group => group.Select(pair => pair.attachment.Container.Id).Distinct().Count() > 1)
            .ToList();
        var evidence = networks.Take(6).Select(pair => EvidenceFactory.Network(pair.network, $"IPAM.Config.Subnet {pair.subnet}")).ToList();
        if (twins.Count > 0 || doubled.Count > 0)
        {
            return new Observation
            {
                Values = ["Yes"],
                Words =
                    "Yes: "
                    + TruncatedList.Join(
                        twins
                            .Select(pair => $"{pair.one.network.Name} {pair.one.subnet} and {pair.other.network.Name} {pair.other.subnet}")
                            .Concat(
                                doubled.Select(group =>
                                    $"{group.Key} on "
                                    + $"{string.Join(" and ", group.Select(pair => pair.attachment.Container.Name).Distinct())}"
                                )
                            )
                    ),
                Basis = doubled.Any(group => group.All(pair => pair.attachment.LinkName is not null)) ? Basis.Observed : Basis.Declared,
                Evidence =
                [
                    .. twins.SelectMany(pair =>
                        new[]
                        {
                            EvidenceFactory.Network(pair.one.network, $"IPAM.Config.Subnet {pair.one.subnet}"),
                            EvidenceFactory.Network(pair.other.network, $"IPAM.Config.Subnet {pair.other.subnet}"),
                        }
                    ),
                    .. doubled.SelectMany(group =>
                        group.Select(pair => EvidenceFactory.Container(pair.attachment.Container, $"address {group.Key}"))
                    ),
                ],
            };
        }

        if (networks.Count == 0 && addresses.Count == 0)
        {
            return Observation.NotSeen("it has no subnet and no container here", "audit it while containers run on it");
        }

        // One table with a host route per container can hold an address once: that it can't overlap is then seen, not assumed.
        var routed = host.HostRoutes()
            .Where(route =>
                route.Gateway is null
                && footprint.OwnLinks.Contains(route.Device ?? "")
                && Subnet.Parse(route.Destination)?.Length is 32 or 128
            )
            .ToList();
        return new Observation
        {
            Values = ["No"],
            Words =
                routed.Count > 0
                    ? $"No: {routed.Count} container address(es), each a host route in one table, which holds an address once"
                    : $"No: {networks.Count} subnet(s) and {addresses.Count} container address(es) here, all different",
            Basis = routed.Count > 0 ? Basis.Observed : Basis.Declared,
            Evidence =
            [
                .. routed.Take(4).Select(EvidenceFactory.Route),
                .. evidence,
                .. addresses.Take(4).Select(pair => EvidenceFactory.Container(pair.attachment.Container, $"address {pair.address}")),
            ],
            IsAbsence = true,
            IsStructural = routed.Count > 0,
            Settles =
                "making two networks with the same subnet settles it, where the engine gives out addresses: -Probe -AllowTemporaryNetwork "
                + "does, and removes them",
        };
    }
}
