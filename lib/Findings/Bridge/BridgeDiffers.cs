using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The kernel's setup of a bridge network differs from the engine's in a way that no other rule reports. The link of that name is no
/// bridge, or it is itself a port of another bridge. Its gateway address may have another prefix length than the subnet. Or the two ends of
/// a container's link have different MTUs, so that the smaller end drops the larger end's packets.
/// </summary>
internal sealed class BridgeDiffers : BridgeFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        if (bridge.Link is not { } link)
        {
            yield break;
        }

        var differences = OfLink(bridge, link).Concat(bridge.Members.SelectMany(OfMember)).Concat(OfSameMac(bridge)).ToList();
        if (differences.Count > 0)
        {
            yield return Found(
                Severity.Warning,
                new(SubjectKind.Network, bridge.Network.Name),
                $"Network {bridge.Network.Name} ({Hurt(bridge)}) may not work, because it isn't as the engine set it up: "
                    + $"{TruncatedList.Join(differences.Select(difference => difference.Words), "; ")}.",
                differences is [{ Repair: { } repair }]
                    ? repair
                    : $"systemctl restart docker # sets the bridge up again; first stop the program that changed it (a network "
                        + $"manager, for example), and start the containers again afterwards",
                [.. differences.SelectMany(difference => difference.Evidence).Take(6)]
            );
        }
    }

    private static IEnumerable<Difference> OfLink(BridgeNetwork bridge, Link link)
    {
        if (link.Kind is not (null or "bridge"))
        {
            yield return new($"{link.Name} is a link of kind {link.Kind}, not a bridge", [EvidenceFactory.Link(link)]);
        }

        if (link.Master is { } master)
        {
            yield return new($"{link.Name} is a port of {master}", [EvidenceFactory.Link(link)]);
        }

        if (bridge.Pool(4) is { Gateway: { } gateway, Subnet: { } subnet } && Subnet.Parse(subnet) is { } wanted)
        {
            var own = link.Addresses.Where(address => address.Address == gateway).ToList();
            if (own.Count > 0 && own.TrueForAll(address => address.PrefixLength != wanted.Length))
            {
                var length = own[0].PrefixLength.ToString(CultureInfo.InvariantCulture);
                yield return new(
                    $"{link.Name} has its address {gateway} with a prefix of {length} bits, and the network's subnet is {subnet}",
                    [EvidenceFactory.Address(link, own[0]), EvidenceFactory.Network(bridge.Network, $"IPAM.Config Subnet {subnet}")]
                )
                {
                    Repair =
                        $"ip addr add {gateway}/{wanted.Length} brd + dev {link.Name} && ip addr del {gateway}/{length} dev "
                        + $"{link.Name} # and keep what changed it (a network manager, for example) from doing so again",
                };
            }
        }
    }

    private static IEnumerable<Difference> OfMember(BridgeMember member)
    {
        if (member is { IsPlain: true, Link: { } inside, HostEnd: { } end } && inside.Mtu != end.Mtu && inside.Mtu > 0 && end.Mtu > 0)
        {
            yield return new(
                $"container {member.Container.Name}'s link {inside.Name} has an MTU of {inside.Mtu}, and its end on the host {end.Mtu}",
                [EvidenceFactory.LinkInside(member.Container, inside), EvidenceFactory.Link(end)]
            )
            {
                Repair = $"docker restart {member.Container.Name} # makes both ends again, with the network's MTU",
            };
        }
    }

    /// <summary>
    /// A bridge learns one port for a MAC address, so if two containers share one, packets for both go to the last that sent.
    /// </summary>
    private static IEnumerable<Difference> OfSameMac(BridgeNetwork bridge) =>
        from member in bridge.Members
        where member is { IsPlain: true, Link: { Kind: "veth", Up: true, MacAddress: not null } }
        where member.HostEnd?.Master == bridge.LinkName
        group member by member.Link!.MacAddress!.ToLowerInvariant() into same
        where same.Count() > 1
        let changed = same.FirstOrDefault(one => one.Endpoint.MacAddress.Length > 0 && !IsSame(one.Endpoint.MacAddress, same.Key))
        select new Difference(
            $"containers {TruncatedList.Join(same.Select(one => one.Container.Name), " and ")} have the same MAC address {same.Key}, so "
                + "packets for one go to the other",
            [.. same.Take(3).Select(one => EvidenceFactory.LinkInside(one.Container, one.Link!))]
        )
        {
            Repair = changed is not null
                ? (ShellText)$"docker restart {changed.Container.Name} # gives its link the MAC address that the engine chose"
                : $"Create one of these containers again with another --mac-address (Compose: mac_address), or without one.",
        };

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private sealed record Difference(string Words, IReadOnlyList<Evidence> Evidence)
    {
        /// <summary>The repair for what differs alone. On start, the engine keeps whatever address the default bridge has.</summary>
        public ShellText? Repair { get; init; }
    }
}
