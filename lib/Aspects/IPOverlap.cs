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
        var overlapping = TruncatedList.Join(
            twins.Select(pair => $"{pair.one.network.Name} {pair.one.subnet} and {pair.other.network.Name} {pair.other.subnet}")
        );
        var addresses = footprint
            .Attachments.SelectMany(attachment => attachment.Addresses.Select(address => (address, attachment)))
            .ToList();

        // Containers that share a network namespace share one vNIC and its address.
        var doubled = addresses
            .GroupBy(pair => pair.address)
            .Where(group =>
                group.Select(pair => pair.attachment.Container.SharesNamespaceOf ?? pair.attachment.Container.Id).Distinct().Count() > 1
            )
            .ToList();
        if (doubled.Count == 0 && ByAgent(host, footprint) is { Count: > 0 } listed)
        {
            return new Observation
            {
                Values = ["Yes"],
                Words =
                    "Yes: "
                    + TruncatedList.Join(listed.Select(group => On(group.Key, group.Select(entry => entry.Name))))
                    + ", by the agent's list",
                Basis = Basis.Observed,
                Evidence =
                [
                    .. listed
                        .SelectMany(group => group)
                        .Select(entry => EvidenceFactory.Weave($"DNS entry {entry.Name} {entry.Address} at peer {entry.Peer}")),
                ],
            };
        }

        var evidence = networks.Take(6).Select(pair => EvidenceFactory.Network(pair.network, $"IPAM.Config.Subnet {pair.subnet}")).ToList();
        if (doubled.Count > 0)
        {
            return new Observation
            {
                Values = ["Yes"],
                Words =
                    "Yes: "
                    + TruncatedList.Join(doubled.Select(group => On(group.Key, group.Select(pair => pair.attachment.Container.Name)))),
                Basis = doubled.Any(group => group.All(pair => pair.attachment.LinkName is not null)) ? Basis.Observed : Basis.Declared,
                Evidence =
                [
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

        if (twins.Count > 0 && host.ContainerNamespaces.Count == 0)
        {
            return Observation.NotSeen(
                $"{overlapping} overlap; whether an address was given twice was not seen",
                "run as root on the host",
                [.. evidence]
            );
        }

        var different = twins.Count == 0 ? "all different" : "no address given twice";

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
                (
                    routed.Count > 0
                        ? $"No: {routed.Count} container address(es), each a host route in one table, which holds an address once"
                        : $"No: {networks.Count} subnet(s) and {addresses.Count} container address(es) here, {different}"
                ) + (twins.Count == 0 ? "" : $"; {overlapping} overlap"),
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

    /// <summary>Addresses that the agent lists at two peers at once.</summary>
    private static IReadOnlyList<IGrouping<string, WeaveName>> ByAgent(HostSnapshot host, Footprint footprint) =>
        footprint.Solution != SolutionIds.Weave
            ? []
            :
            [
                .. (host.Weave?.DnsEntries ?? [])
                    .Where(entry => entry.Peer is not null)
                    .GroupBy(entry => entry.Address)
                    .Where(group => group.Select(entry => entry.Peer).Distinct().Count() > 1),
            ];

    private static string On(string address, IEnumerable<string> names) => $"{address} on {string.Join(" and ", names.Distinct())}";
}
