using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>Follows packets for a published port to the container.</summary>
/// <param name="host">The host.</param>
/// <param name="filter">Its packet filter, for the port's address family.</param>
/// <param name="homes">The networks of the container.</param>
/// <param name="port">The port.</param>
internal sealed partial class PortWay(HostSnapshot host, EngineFilter filter, IReadOnlyList<PortHome> homes, PublishedPort port)
{
    private static readonly Subnet s_loopback = Subnet.Parse("127.0.0.0/8")!;
    private static readonly Subnet s_loopbackIPv6 = Subnet.Parse("::1")!;

    private string AnyAddress => filter.Family == 6 ? "::" : "0.0.0.0";

    /// <summary>Returns the family of the address that a port is bound to; null if unknown.</summary>
    public static int? FamilyOf(PublishedPort port) => port.HostAddress.Length == 0 ? 4 : Subnet.Parse(port.HostAddress)?.Family;

    /// <summary>Returns what is broken; null if the port leads to the container, or if it is unknown.</summary>
    public BrokenPort? Find()
    {
        var protocol =
            port.Protocol == "tcp" ? IPProtocol.Tcp
            : port.Protocol == "udp" ? IPProtocol.Udp
            : null;
        if (protocol is null || Subnet.Parse(port.HostAddress.Length == 0 ? AnyAddress : port.HostAddress) is not { } bound)
        {
            return null;
        }

        if (s_loopback.Contains(bound) || s_loopbackIPv6.Equals(bound))
        {
            return FromLoopback(protocol, IPAddress.Parse(bound.Prefix));
        }

        if (bound.Prefix != AnyAddress && !HostIndex.Get(host).LinksWith(bound.Prefix).Any())
        {
            return NoSuchAddress(bound.Prefix);
        }

        var first = filter.OutLink.Addresses.FirstOrDefault(IsUsable)?.Address;
        var own = bound.Prefix != AnyAddress ? bound.Prefix : first;
        return own is null ? null : FromElsewhere(filter.Arriving(protocol, IPAddress.Parse(own), port.HostPort!.Value));
    }

    private bool IsUsable(LinkAddress address) =>
        Subnet.Parse(address.Address)?.Family == filter.Family && !HostQueries.IsLinkLocal(address.Address);

    /// <summary>
    /// docker-proxy serves loopback. Without it (userland-proxy off), a rule rewrites the host's own packets, and the bridge needs
    /// route_localnet.
    /// </summary>
    private BrokenPort? FromLoopback(IPProtocol protocol, IPAddress bound)
    {
        var isRewritten = filter.FromHost(protocol, bound, port.HostPort!.Value).Packet.IsDestinationRewritten;
        return Listens() || isRewritten != false
            ? null
            : NothingThere("on loopback a docker-proxy or a rule must lead to the container, and there is neither");
    }

    private BrokenPort? FromElsewhere(FirewallAnswer arrived)
    {
        if (arrived.Passage == Passage.Dropped)
        {
            return BeforeThePort(arrived);
        }

        if (arrived.Passage != Passage.Accepted)
        {
            return null;
        }

        if (arrived.Packet.IsDestinationRewritten != true)
        {
            return arrived.Packet.IsDestinationRewritten is null || Listens()
                ? null
                : NothingThere("no rule rewrites its packets to the container, and no docker-proxy listens");
        }

        return arrived.Packet.Destination?.ToString() is { } destination ? ToContainer(arrived, destination) : null;
    }

    /// <summary>
    /// A rule before the engine's drops the packets; it may be meant to. If a rule beside it checks the source, some hosts are let through
    /// by design.
    /// </summary>
    private BrokenPort? BeforeThePort(FirewallAnswer arrived)
    {
        var rule = arrived.DecidedBy is [var decision, ..] ? decision.Rule : null;
        var isChoosy =
            rule is null
            || host.HostRules()
                .Any(one =>
                    (one.Tool, one.Family, one.Table, one.Chain) == (rule.Tool, rule.Family, rule.Table, rule.Chain)
                    && one.LooksAt(FirewallMatchKind.Source)
                );
        return isChoosy
            ? null
            : new BrokenPort(
                $"{EngineRules.Words(arrived)} (table {rule!.Table}) drops its packets before the engine's rules see them",
                $"Remove that rule if it isn't meant for this port. If it is, publish the port on 127.0.0.1 only.",
                EngineRules.Evidence(arrived)
            )
            {
                Severity = Severity.Warning,
            };
    }

    private BrokenPort? ToContainer(FirewallAnswer arrived, string destination)
    {
        var home = homes.FirstOrDefault(one => one.Member.Address(filter.Family) == destination);
        if (home is null)
        {
            var has = string.Join(", ", homes.Select(one => one.Member.Address(filter.Family)));
            return new BrokenPort(
                $"its packets are rewritten to {destination}, and the container has {has}",
                Foreign(arrived) is { } rule ? WithoutRule(rule) : null,
                EngineRules.Evidence(arrived)
            );
        }

        var entering = filter.Entering(arrived.Packet, home.Bridge);
        return entering.Passage != Passage.Dropped || EngineRules.IsByDesign(entering) || filter.IsOfAnotherTool(entering)
            ? null
            : OnTheWayIn(arrived, entering, home.Bridge);
    }

    private BrokenPort NoSuchAddress(string address) =>
        new(
            $"it is bound to {address}, which no link of this host has",
            $"ip addr add {address}/LENGTH dev LINK # or publish the port on an address that the host has (-p "
                + $"{port.HostPort}:{port.ContainerPort} for all)",
            [new Evidence("ip addr", $"{address} isn't there")]
        )
        {
            Severity = Severity.Warning, // Another host may have it now, and this one stand by.
        };

    private BrokenPort NothingThere(string reason) =>
        new(
            reason,
            null,
            [
                new Evidence($"{EngineRules.Program(filter.Family)} -t nat -S DOCKER", $"nothing for {port.HostPort}/{port.Protocol}"),
                new Evidence("ss -lntup", $"nothing on {port.HostPort}/{port.Protocol}"),
            ]
        );

    private bool Listens() =>
        host.HostNamespace!.Listeners!.Any(socket =>
            socket.Protocol == port.Protocol
            && socket.LocalPort == port.HostPort
            && (
                socket.LocalAddress == "*"
                || port.HostAddress.Length == 0
                || IsAny(port.HostAddress)
                || socket.LocalAddress == port.HostAddress
            )
        );

    private static bool IsAny(string address) => address is "0.0.0.0" or "::";
}
