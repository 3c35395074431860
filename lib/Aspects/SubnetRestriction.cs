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
        var subnets = Subnets(host, footprint);
        if (host.HostNamespace?.Links is null)
        {
            return Observation.NotSeen("the host's own addresses were not seen", "run as root on the host");
        }

        if (subnets.Count == 0)
        {
            return Observation.NotSeen("no subnet of it was seen on this host", "audit it while it has a network");
        }

        var own = HostAddresses(host, footprint);
        if (own.Count == 0)
        {
            return Observation.NotSeen("no address of the host's own was seen", "run as root on the host");
        }

        var overlaps = (
            from owned in subnets
            from address in own
            where owned.Subnet.Overlaps(address.Subnet)
            select (owned.Owner, owned.Subnet, owned.Evidence, address)
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
                            $"{one.Owner} {one.Subnet} overlaps the host's {one.address.Subnet} on {one.address.Link.Name}"
                        )
                    ),
                Basis = Basis.Observed,
                Evidence =
                [
                    .. overlaps.SelectMany(one => new[] { one.Evidence, EvidenceFactory.Address(one.address.Link, one.address.Address) }),
                ],
                Reason = "an overlap was accepted and stands",
            }
            : new Observation
            {
                Values = ["No"],
                Words =
                    $"No overlap here: {List(subnets.Select(owned => owned.Subnet))} "
                    + $"against the host's {List(own.Select(address => address.Subnet))}",
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

    private static string List(IEnumerable<Subnet> subnets) => TruncatedList.Join(subnets.Select(subnet => subnet.ToString()).Distinct());

    /// <summary>The solution's subnets, and those that its containers' links really have.</summary>
    private static List<(string Owner, Subnet Subnet, Evidence Evidence)> Subnets(HostSnapshot host, Footprint footprint)
    {
        List<(string Owner, Subnet Subnet, Evidence Evidence)> found =
        [
            .. footprint.Subnets.Select(owned => (owned.Owner.ToString(), owned.Subnet, owned.Evidence)),
        ];
        foreach (var attachment in footprint.Attachments.Where(attachment => attachment.LinkName is not null))
        {
            var link = (host.NamespaceOf(attachment.Container)?.Links ?? []).FirstOrDefault(link => link.Name == attachment.LinkName);
            found.AddRange(
                from address in link?.Addresses ?? []
                where !HostQueries.IsLinkLocal(address.Address)
                let subnet = Subnet.Parse(address.ToString())
                where subnet is not null && !found.Any(known => known.Subnet.Contains(subnet))
                select ($"container {attachment.Container.Name}", subnet, EvidenceFactory.LinkInside(attachment.Container, link!))
            );
        }

        return found;
    }

    /// <summary>All addresses of the host but those of its containers' bridges and the solution's own links: those of VPNs too.</summary>
    private static IReadOnlyList<UnderlayAddress> HostAddresses(HostSnapshot host, Footprint footprint)
    {
        var under = Underlay.Of(host, footprint);
        var known = new HashSet<string>(under.Select(address => address.Link.Name));
        return
        [
            .. under,
            .. from link in host.HostLinks()
            where link.Kind is "wireguard" or "tun" && !known.Contains(link.Name) && !footprint.OwnLinks.Contains(link.Name)
            from address in link.Addresses
            where !HostQueries.IsLinkLocal(address.Address)
            let subnet = Subnet.Parse(address.ToString())
            where subnet is not null
            select new UnderlayAddress(link, address, subnet),
        ];
    }
}
