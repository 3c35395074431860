using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether a container subnet may overlap the host's own. (The published cells answer this, though the aspect is titled the other way
/// round.)
/// An overlap that stands shows that it may; that none stands shows nothing.
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

        // A cell that says it may be is contradicted by an engine that doesn't let it be.
        return observation with
        {
            IsRefused = observation is { Basis: Basis.Probed, Values: ["No"] },
        };
    }

    private static Observation Configured(HostSnapshot host, Footprint footprint)
    {
        var subnets = footprint.Subnets;
        if (host.HostNamespace?.Links is null)
        {
            return Observation.NotSeen("the host's own addresses were not seen", "run as root on the host");
        }

        if (subnets.Count == 0)
        {
            return Observation.NotSeen("no subnet of it was seen on this host", "audit it while it has a network");
        }

        var own = Underlay.Of(host, footprint);
        var overlaps = (
            from owned in subnets
            from address in own
            where owned.Subnet.Overlaps(address.Subnet)
            select (owned, address)
        ).ToList();
        if (overlaps.Count == 0 && host.Networks is null)
        {
            return Observation.NotSeen(
                "the engine's networks were not seen, so an overlap may have been missed",
                "audit it with access to the engine"
            );
        }

        return overlaps.Count > 0
            ? new Observation
            {
                Values = ["Yes"],
                Words =
                    "Yes: "
                    + TruncatedList.Join(
                        overlaps.Select(one =>
                            $"{one.owned.Owner} {one.owned.Cidr} overlaps the host's {one.address.Subnet} on {one.address.Link.Name}"
                        )
                    ),
                Basis = Basis.Observed,
                Evidence =
                [
                    .. overlaps.SelectMany(one =>
                        new[] { one.owned.Evidence, EvidenceFactory.Address(one.address.Link, one.address.Address) }
                    ),
                ],
                Reason = "an overlap was accepted and stands",
            }
            : new Observation
            {
                Values = ["No"],
                Words =
                    $"No overlap here: {TruncatedList.Join(subnets.Select(owned => owned.Cidr))} against the host's "
                    + $"{TruncatedList.Join(own.Select(address => address.Subnet.ToString()).Distinct())}",
                Basis = Basis.Observed,
                Evidence =
                [
                    .. subnets.Take(4).Select(owned => owned.Evidence),
                    .. own.Take(4).Select(address => EvidenceFactory.Address(address.Link, address.Address)),
                ],
                IsAbsence = true,
                Settles =
                    "making a network with the host's own subnet settles it, where the engine gives out addresses: -Probe "
                    + "-AllowTemporaryNetwork does, and removes it",
            };
    }
}
