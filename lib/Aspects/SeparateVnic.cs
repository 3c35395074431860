using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether a container gets a vNIC for the cluster besides another one, counted inside the container. A vNIC on a network that a user added
/// doesn't count. Neither does a container on internal networks only, because it is meant to have no other way out. If packets were sent,
/// the vNICs by which they left decide.
/// </summary>
internal sealed class SeparateVnic : IAspectObserver
{
    private const string GatewayBridge = "docker_gwbridge";

    public string Aspect => AspectIds.SeparateVnic;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var all = footprint
            .Attachments.Where(attachment => attachment.LinkName is not null)
            .GroupBy(attachment => attachment.Container.Id)
            .Select(group => Count(host, footprint, group.First().Container, [.. group]))
            .OfType<ContainerVnics>()
            .ToList();

        // If a user added another network, that one is the way out, and the engine gives no vNIC of its own.
        var joined = all.Where(one => !one.IsSeparate && one.Chosen.Count > 0).ToList();
        var counted = all.Except(joined).ToList();
        if (counted.Count == 0)
        {
            return Observation.NotSeen(footprint.Attachments.Count == 0 ? NotSeenCause.NoContainer : NotSeenCause.LinksInside);
        }

        var facts = new VnicFacts
        {
            Separate = [.. counted.Where(one => one.IsSeparate)],
            Single = [.. counted.Where(one => !one.IsSeparate && !one.IsInternal)],
            Internal = [.. counted.Where(one => !one.IsSeparate && one.IsInternal)],
            Joined = joined,
        };
        IReadOnlyList<ContainerVnics> telling = [.. facts.Separate, .. facts.Single];
        if (telling.Count == 0)
        {
            return Observation.NotSeen(NotSeenCause.InternalNetworksOnly, [.. facts.Internal.Take(3).SelectMany(Links)]);
        }

        var configured = new Observation
        {
            Values = [.. telling.Select(Value).Distinct()],
            Facts = facts,
            Basis = Basis.Observed,
            Evidence = [.. telling.Concat(facts.Internal).Take(6).SelectMany(Links)],
        };
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.SeparateVnic);
        return records.Count == 0 ? configured : VnicUses.Judge(configured, telling, records);
    }

    /// <summary>A container's value according to its links alone.</summary>
    public static AspectValue Value(ContainerVnics one) => one.IsSeparate ? AspectValue.Yes : AspectValue.No;

    private static ContainerVnics? Count(HostSnapshot host, Footprint footprint, Container container, IReadOnlyList<Attachment> attachments)
    {
        var links = (host.NamespaceOf(container)?.Links).OrNone().Where(IsVnic).ToList();
        var own = links.Where(link => attachments.Any(attachment => attachment.LinkName == link.Name)).ToList();
        var known = attachments.All(attachment => attachment.Network is not null);
        var chosen = (
            from link in links.Except(own)
            from endpoint in container.Endpoints
            where known && link.Addresses.Any(address => address.Address == endpoint.IPv4Address)
            let network = host.NetworkOf(endpoint)
            where network is not null && !footprint.Networks.Contains(network)
            select (Link: link, network.Name)
        ).ToList();
        var isGatewayBridgeThere = host.HostLinks().Any(candidate => candidate.Name == GatewayBridge);
        IReadOnlyList<OtherVnic> others =
        [
            .. links
                .Except(own)
                .Except(chosen.Select(one => one.Link))
                .Select(link => new OtherVnic(link, host.HostEndOf(link)?.Master, isGatewayBridgeThere)),
        ];

        return links.Count == 0
            ? null
            : new ContainerVnics(container, own, others, attachments.All(attachment => attachment.Network?.Internal == true))
            {
                Chosen = [.. chosen.Select(one => one.Name).Distinct()],
            };
    }

    /// <summary>The kernel's tunnel modules put a link into each namespace, down and unused.</summary>
    private static bool IsVnic(Link link) => !link.IsLoopback && (link.Kind is not ("ipip" or "sit" or "gre" or "ip6tnl") || link.Up);

    private static IEnumerable<Evidence> Links(ContainerVnics one) =>
        one.Own.Concat(one.Others.Select(other => other.Link)).Select(link => EvidenceFactory.LinkInside(one.Container, link));
}
