using NetAudit.Audit;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether a container gets a vNIC for the cluster beside another one: counted inside. A vNIC on a network that somebody
/// chose besides doesn't count, nor does a container whose network is internal, as it is to have no other way out.
/// </summary>
internal sealed class SeparateVnic : IAspectObserver
{
    private const string GatewayBridge = "docker_gwbridge";

    public string Aspect => "SeparateVnic";

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var counted = footprint.Attachments.Where(attachment => attachment.LinkName is not null)
            .GroupBy(attachment => attachment.Container.Id)
            .Select(group => Count(host, footprint, group.First().Container, [.. group])).OfType<Counted>().ToList();
        if (counted.Count == 0)
        {
            return footprint.Attachments.Count == 0
                ? Observation.NotSeen("no running container is on it", "audit it while a container runs on it")
                : Observation.NotSeen("no container's links were seen inside", "run as root on the host");
        }

        var separate = counted.Where(one => one.Others.Count > 0).ToList();
        var single = counted.Where(one => one.Others.Count == 0 && !one.Internal).ToList();
        var aside = counted.Where(one => one.Others.Count == 0 && one.Internal).ToList();
        if (separate.Count == 0 && single.Count == 0)
        {
            return Observation.NotSeen("all its containers are on internal networks, which have no other vNIC by design", "audit it with a container on a network that isn't internal", [.. aside.Take(3).SelectMany(Links)]);
        }

        var value = separate.Count > 0 && single.Count > 0 ? new[] { "Yes", "No" } : separate.Count > 0 ? ["Yes"] : ["No"];
        var words = separate.Count > 0
            ? $"Yes: {Shortened.Join(separate.Select(Words))}{(single.Count > 0 ? $"; not in {Shortened.Join(single.Select(Words))}" : "")}"
            : $"No: one vNIC in {Shortened.Join(single.Select(Words))}";
        return new Observation
        {
            Values = value,
            Words = words + (aside.Count > 0 ? $"; {Shortened.Join(aside.Select(one => one.Container.Name))}: internal network, one vNIC" : ""),
            Basis = Basis.Observed,
            Evidence = [.. separate.Concat(single).Concat(aside).Take(6).SelectMany(Links)],
        };
    }

    private static Counted? Count(HostSnapshot host, Footprint footprint, Container container, IReadOnlyList<Attachment> attachments)
    {
        var links = (host.NamespaceOf(container)?.Links ?? []).Where(link => !link.IsLoopback && (link.Kind is not ("ipip" or "sit" or "gre" or "ip6tnl") || link.Up)).ToList();
        var own = links.Where(link => attachments.Any(attachment => attachment.LinkName == link.Name)).ToList();
        var known = attachments.All(attachment => attachment.Network is not null);
        var chosen = links.Except(own).Where(link => container.Endpoints.Any(endpoint =>
            known && link.Addresses.Any(address => address.Address == endpoint.IPv4Address) && host.NetworkOf(endpoint) is { } network && !footprint.Networks.Contains(network))).ToList();
        IReadOnlyList<Link> others = [.. links.Except(own).Except(chosen)];

        // Where somebody chose another network besides, that one is the way out, and the engine gives no vNIC of its own.
        return links.Count == 0 || (others.Count == 0 && chosen.Count > 0) ? null
            : new Counted(container, own, others, attachments.All(attachment => attachment.Network?.Internal == true), host);
    }

    private static IEnumerable<Evidence> Links(Counted one) => one.Own.Concat(one.Others).Select(link => Seen.LinkInside(one.Container, link));

    private static string Words(Counted one) => one.Others.Count == 0
        ? $"{one.Container.Name} ({string.Join(", ", one.Own.Select(link => link.Name))})"
        : $"{one.Container.Name} ({string.Join(", ", one.Own.Select(link => link.Name))} and {string.Join(", ", one.Others.Select(link => $"{link.Name} on {BridgeOf(one, link)}"))})";

    private static string BridgeOf(Counted one, Link link) =>
        one.Host.HostEndOf(link)?.Master
        ?? (one.Host.HostLinks().Any(candidate => candidate.Name == GatewayBridge) ? "another bridge" : "a bridge");

    private sealed record Counted(Container Container, IReadOnlyList<Link> Own, IReadOnlyList<Link> Others, bool Internal, HostSnapshot Host);
}
