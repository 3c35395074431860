using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A network that a container with a published port is on.</summary>
/// <param name="Bridge">The network.</param>
/// <param name="Member">The container on it.</param>
internal sealed record PortHome(BridgeNetwork Bridge, BridgeMember Member);

/// <summary>Why a published port doesn't lead to its container.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What repairs it; null for what repairs most.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record BrokenPort(string Reason, string? Remedy, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; } = Severity.Error;
}

/// <summary>Follows packets for a published port to the container.</summary>
internal static class PortWay
{
    private static readonly Subnet s_loopback = Subnet.Parse("127.0.0.0/8")!;

    /// <summary>What is broken; null where the port leads to the container, or where it can't be told.</summary>
    public static BrokenPort? Find(HostSnapshot host, EngineFilter filter, IReadOnlyList<PortHome> homes, PublishedPort port)
    {
        var protocol =
            port.Protocol == "tcp" ? IPProtocol.Tcp
            : port.Protocol == "udp" ? IPProtocol.Udp
            : null;
        if (protocol is null || Subnet.Parse(port.HostAddress.Length == 0 ? "0.0.0.0" : port.HostAddress) is not { Family: 4 } bound)
        {
            return null;
        }

        if (s_loopback.Contains(bound))
        {
            return Listens(host, port) ? null : NothingThere(port, "on loopback only docker-proxy leads to a container, and none listens");
        }

        var addresses = host.HostLinks().SelectMany(link => link.Addresses).Select(address => address.Address).ToList();
        if (bound.Prefix != "0.0.0.0" && !addresses.Contains(bound.Prefix))
        {
            return new BrokenPort(
                $"it is bound to {bound.Prefix}, which no link of this host has",
                "Give the address to a link again, or publish the port on one that the host has "
                    + $"(-p {port.HostPort}:{port.ContainerPort} for all).",
                [new Evidence("ip -4 addr", $"{bound.Prefix} isn't there")]
            )
            {
                Severity = Severity.Warning, // Another host may have it now, and this one stand by.
            };
        }

        var first = filter.OutLink.Addresses.FirstOrDefault(address => Subnet.Parse(address.Address) is { Family: 4 })?.Address;
        var own = bound.Prefix != "0.0.0.0" ? bound.Prefix : first;
        return own is null
            ? null
            : FromElsewhere(host, filter, homes, port, filter.Arriving(protocol, IPAddress.Parse(own), port.HostPort!.Value));
    }

    private static BrokenPort? FromElsewhere(
        HostSnapshot host,
        EngineFilter filter,
        IReadOnlyList<PortHome> homes,
        PublishedPort port,
        FirewallAnswer arrived
    )
    {
        if (arrived.Passage != Passage.Accepted)
        {
            return null; // Dropped before it is the port's: a rule of somebody's own. Or it can't be told.
        }

        if (arrived.Packet.IsDestinationRewritten != true)
        {
            return arrived.Packet.IsDestinationRewritten is null || Listens(host, port)
                ? null
                : NothingThere(port, "no rule rewrites its packets to the container, and no docker-proxy listens");
        }

        if (arrived.Packet.Destination?.ToString() is not { } destination)
        {
            return null;
        }

        var home = homes.FirstOrDefault(one => one.Member.IPv4Address == destination);
        if (home is null)
        {
            var has = string.Join(", ", homes.Select(one => one.Member.IPv4Address));
            return new BrokenPort(
                $"its packets are rewritten to {destination}, and the container has {has}",
                null,
                EngineFilter.Evidence(arrived)
            );
        }

        var entering = filter.Entering(arrived.Packet, home.Bridge);
        return entering.Passage != Passage.Dropped || EngineFilter.IsByDesign(entering) || filter.IsOfAnotherTool(entering)
            ? null
            : new BrokenPort(
                $"{EngineFilter.Words(entering)} drops its packets on their way into {home.Bridge.LinkName}",
                null,
                EngineFilter.Evidence(entering)
            );
    }

    private static BrokenPort NothingThere(PublishedPort port, string reason) =>
        new(
            reason,
            null,
            [
                new Evidence("iptables -t nat -S DOCKER", $"nothing for {port.HostPort}/{port.Protocol}"),
                new Evidence("ss -lntup", $"nothing on {port.HostPort}/{port.Protocol}"),
            ]
        );

    private static bool Listens(HostSnapshot host, PublishedPort port) =>
        host.HostNamespace!.Listeners!.Any(socket =>
            socket.Protocol == port.Protocol
            && socket.LocalPort == port.HostPort
            && (socket.LocalAddress == "*" || port.HostAddress is "" or "0.0.0.0" || socket.LocalAddress == port.HostAddress)
        );
}
