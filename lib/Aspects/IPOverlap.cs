using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Whether an address or a subnet was given twice, among the solution's networks and among its containers.</summary>
internal sealed class IPOverlap : IAspectObserver
{
    private const int MostEvidence = 6;

    public string Aspect => AspectIds.IPOverlap;

    public Observation Observe(HostSnapshot host, Footprint footprint) =>
        TrialEvaluation.Over(Configured(host, footprint), ProbeEvaluation.Find(host, footprint, ProbeCheck.IPOverlap));

    private static Observation Configured(HostSnapshot host, Footprint footprint)
    {
        List<NetworkSubnet> subnets =
        [
            .. from network in footprint.Networks
            from subnet in HostQueries.SubnetsOf(network)
            where subnet.Length > 0
            select new NetworkSubnet(network, subnet),
        ];
        if (SharedByContainers(host, footprint) is { } shared)
        {
            return shared;
        }

        if (SharedByAgentsList(host, footprint) is { } listed)
        {
            return listed;
        }

        if (subnets.Count == 0 && footprint.Attachments.All(attachment => attachment.Addresses.Count == 0))
        {
            return Observation.NotSeen(NotSeenCause.NoSubnetOrContainer);
        }

        var overlapping = Overlapping(subnets);
        return overlapping.Count > 0 && host.ContainerNamespaces.Count == 0
            ? new Observation { Facts = new OverlapUnseenFacts(overlapping), Evidence = SubnetEvidence(subnets) }
            : AllUnique(host, footprint, subnets, overlapping);
    }

    /// <summary>Containers that share a network namespace share one vNIC and its address.</summary>
    private static Observation? SharedByContainers(HostSnapshot host, Footprint footprint)
    {
        var shared = footprint
            .Attachments.SelectMany(attachment => attachment.Addresses.Select(address => (Address: address, Attachment: attachment)))
            .GroupBy(pair => pair.Address, pair => pair.Attachment)
            .Where(group =>
                group.Select(attachment => attachment.Container.SharesNamespaceOf ?? attachment.Container.Id).Distinct().Count() > 1
            )
            .ToList();
        return shared.Count == 0
            ? null
            : new Observation
            {
                Values = [AspectValue.Yes],
                Facts = new SharedAddressFacts([.. shared.Select(Shared)], IsByAgent: false),
                Basis = shared.Exists(group => group.All(attachment => attachment.LinkName is not null)) ? Basis.Observed : Basis.Declared,
                Evidence =
                [
                    .. from holders in shared
                    from attachment in holders
                    select new AttachedAddress(attachment, holders.Key).FindEvidence(host),
                ],
            };

        static SharedAddress Shared(IGrouping<string, Attachment> holders) =>
            new(holders.Key, [.. holders.Select(attachment => attachment.Container.Name).Distinct()]);
    }

    /// <summary>Addresses that the agent lists at two peers at the same time.</summary>
    private static Observation? SharedByAgentsList(HostSnapshot host, Footprint footprint)
    {
        var listed = (footprint.Solution == SolutionIds.Weave ? (host.Weave?.DnsEntries).OrNone() : [])
            .Where(entry => entry.Peer is not null)
            .GroupBy(entry => entry.Address)
            .Where(group => group.Select(entry => entry.Peer).Distinct().Count() > 1)
            .ToList();
        return listed.Count == 0
            ? null
            : new Observation
            {
                Values = [AspectValue.Yes],
                Facts = new SharedAddressFacts([.. listed.Select(Shared)], IsByAgent: true),
                Basis = Basis.Observed,
                Evidence =
                [
                    .. from entry in listed.SelectMany(entries => entries)
                    select EvidenceFactory.Weave($"DNS entry {entry.Name} {entry.Address} at peer {entry.Peer}"),
                ],
            };

        static SharedAddress Shared(IGrouping<string, WeaveName> entries) =>
            new(entries.Key, [.. entries.Select(entry => entry.Name).Distinct()]);
    }

    private static Observation AllUnique(
        HostSnapshot host,
        Footprint footprint,
        IReadOnlyList<NetworkSubnet> subnets,
        IReadOnlyList<SubnetPair> overlapping
    )
    {
        var addresses = footprint
            .Attachments.SelectMany(attachment => attachment.Addresses.Select(address => new AttachedAddress(attachment, address)))
            .ToList();

        // One table of host routes can hold an address only once. That addresses can't overlap is then seen, not assumed.
        var routed = host.HostRoutes().Where(route => IsHostRoute(route, footprint)).ToList();
        return new Observation
        {
            Values = [AspectValue.No],
            Facts = new UniqueAddressFacts
            {
                Subnets = subnets.Count,
                Addresses = addresses.Count,
                HostRoutes = routed.Count,
                Overlapping = overlapping,
            },
            Basis = routed.Count > 0 || (addresses.Count > 0 && !addresses.Exists(one => one.IsListed)) ? Basis.Observed : Basis.Declared,
            Evidence =
            [
                .. routed.Take(4).Select(EvidenceFactory.Route),
                .. SubnetEvidence(subnets),
                .. addresses.Take(4).Select(one => one.FindEvidence(host)),
            ],
            Standing = routed.Count > 0 ? Standing.Impossible : Standing.Unused,
        };
    }

    private static bool IsHostRoute(Route route, Footprint footprint) =>
        route.Gateway is null && footprint.OwnLinks.Contains(route.Device ?? "") && Subnet.Parse(route.Destination)?.Length is 32 or 128;

    private static IReadOnlyList<SubnetPair> Overlapping(IReadOnlyList<NetworkSubnet> subnets) =>
        [
            .. from one in subnets
            from other in subnets
            where string.CompareOrdinal(one.Network.Id, other.Network.Id) < 0 && one.Subnet.Overlaps(other.Subnet)
            select new SubnetPair(one, other),
        ];

    private static IReadOnlyList<Evidence> SubnetEvidence(IEnumerable<NetworkSubnet> subnets) =>
        [.. subnets.Take(MostEvidence).Select(one => EvidenceFactory.Network(one.Network, $"IPAM.Config.Subnet {one.Subnet}"))];
}
