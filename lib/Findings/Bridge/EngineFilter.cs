using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Follows packets of the engine's bridges through the host's packet filter, for one address family.</summary>
internal sealed partial class EngineFilter
{
    private const int AnyHighPort = 40000;
    private const int Https = 443;
    private const int UnpublishedPort = 64999;

    private readonly HostSnapshot _host;
    private readonly FirewallWalk _walk;
    private readonly IPAddress _elsewhere;

    private EngineFilter(HostSnapshot host, FirewallWalk walk, Link outLink, int family)
    {
        (_host, _walk, OutLink, Family) = (host, walk, outLink, family);
        _elsewhere = IPAddress.Parse(WayOut.AnyAddress(family));
    }

    /// <summary>The address family: 4 or 6.</summary>
    public int Family { get; }

    /// <summary>The link of the default route.</summary>
    public Link OutLink { get; }

    /// <summary>
    /// Returns null if the engine is set to leave the packet filter alone, if the rules weren't seen, or if there is no default route.
    /// </summary>
    public static EngineFilter? Create(HostContext host, int family = 4) =>
        EngineRules.AreLeftAlone(host.Snapshot, family) ? null : CreateForAnyRules(host, family);

    /// <summary>Returns a filter as Create does, even if the engine is set to leave the rules to the user.</summary>
    public static EngineFilter? CreateForAnyRules(HostContext host, int family = 4)
    {
        var isSeen = EngineRules.AreSeen(host.Snapshot, family);
        return isSeen && host.Filter is { } walk && WayOut.FindLink(host.Snapshot, family) is { } link
            ? new EngineFilter(host.Snapshot, walk, link, family)
            : null;
    }

    /// <summary>The first packet of a connection that a container opens to somewhere else.</summary>
    public FirewallAnswer Leaving(BridgeNetwork bridge, BridgeMember member) =>
        _walk.Forward(
            Tcp(IPAddress.Parse(member.Address(Family)), _elsewhere, Https) with
            {
                InLink = bridge.LinkName,
                OutLink = OutLink.Name,
            }
        );

    /// <summary>Whether a container's first packet leaves the host with the container's own address as source.</summary>
    public bool Leaves(BridgeNetwork bridge, BridgeMember member) =>
        Leaving(bridge, member) is { Passage: Passage.Accepted, Packet.Source: { } source }
        && source.Equals(IPAddress.Parse(member.Address(Family)));

    /// <summary>The answer to a container's first packet, after connection tracking has restored the container's address.</summary>
    public FirewallAnswer Answering(BridgeNetwork bridge, BridgeMember member) =>
        _walk.Pass(
            Tcp(_elsewhere, IPAddress.Parse(member.Address(Family)), AnyHighPort) with
            {
                SourcePort = Https,
                InLink = OutLink.Name,
                OutLink = bridge.LinkName,
                TcpFlags = ["syn", "ack"],
                State = ConnectionState.Established,
            },
            FirewallHook.Forward,
            FirewallHook.Postrouting
        );

    /// <summary>The first packet of a connection between two containers to an unpublished port, on one bridge or across two.</summary>
    public FirewallAnswer Between((BridgeNetwork Bridge, BridgeMember Member) from, (BridgeNetwork Bridge, BridgeMember Member) to) =>
        _walk.Forward(
            Tcp(IPAddress.Parse(from.Member.Address(Family)), IPAddress.Parse(to.Member.Address(Family)), UnpublishedPort) with
            {
                InLink = from.Bridge.LinkName,
                OutLink = to.Bridge.LinkName,
            }
        );

    /// <summary>The first packet that another host sends to a container's own address, over a link of this host.</summary>
    public FirewallAnswer Routed(Link inLink, BridgeNetwork bridge, BridgeMember member) =>
        _walk.Forward(
            Tcp(_elsewhere, IPAddress.Parse(member.Address(Family)), UnpublishedPort) with
            {
                InLink = inLink.Name,
                OutLink = bridge.LinkName,
            }
        );

    /// <summary>The first packet from elsewhere to a port of the host, as it leaves prerouting.</summary>
    public FirewallAnswer Arriving(IPProtocol protocol, IPAddress destination, int port) =>
        _walk.Pass(
            Tcp(_elsewhere, destination, port) with
            {
                Protocol = protocol,
                InLink = OutLink.Name,
                TcpFlags = protocol == IPProtocol.Tcp ? ["syn"] : [],
                IsDestinationLocal = true,
            },
            FirewallHook.Prerouting
        );

    /// <summary>The first packet from a container to a port of the host, as it leaves prerouting.</summary>
    public FirewallAnswer FromContainer(
        BridgeNetwork bridge,
        BridgeMember member,
        IPProtocol protocol,
        (IPAddress Address, int Port) destination
    ) => _walk.Pass(FirstToHost(bridge, member, protocol, destination), FirewallHook.Prerouting);

    /// <summary>The first packet from the host to one of its own ports, as it leaves output.</summary>
    public FirewallAnswer FromHost(IPProtocol protocol, IPAddress destination, int port) =>
        _walk.Pass(
            Tcp(destination, destination, port) with
            {
                Protocol = protocol,
                OutLink = "lo",
                TcpFlags = protocol == IPProtocol.Tcp ? ["syn"] : [],
                IsSourceLocal = true,
                IsDestinationLocal = true,
            },
            FirewallHook.Output
        );

    /// <summary>
    /// What the filter does with a packet whose destination was rewritten to a container, as it is forwarded to the bridge.
    /// </summary>
    public FirewallAnswer Entering(Packet rewritten, BridgeNetwork bridge) =>
        _walk.Pass(
            rewritten with
            {
                OutLink = bridge.LinkName,
                IsDestinationLocal = false,
                IsDestinationRewritten = true,
            },
            FirewallHook.Forward
        );

    /// <summary>A packet from a container to a server on the host.</summary>
    public FirewallAnswer ToHost(BridgeNetwork bridge, BridgeMember member, IPProtocol protocol, (IPAddress Address, int Port) server) =>
        _walk.Receive(FirstToHost(bridge, member, protocol, server));

    /// <summary>
    /// Whether a tool that the engine doesn't use dropped it. Two tools' rules then apply at once, which another rule reports.
    /// </summary>
    public bool IsOfAnotherTool(FirewallAnswer answer)
    {
        var tools = EngineRules.Tools(_host, Family);
        return tools.Count > 0 && answer.DecidedBy.Any(decision => !tools.Contains(decision.Base.Tool));
    }

    private Packet FirstToHost(BridgeNetwork bridge, BridgeMember member, IPProtocol protocol, (IPAddress Address, int Port) server) =>
        Tcp(IPAddress.Parse(member.Address(Family)), server.Address, server.Port) with
        {
            Protocol = protocol,
            InLink = bridge.LinkName,
            TcpFlags = protocol == IPProtocol.Tcp ? ["syn"] : [],
            IsDestinationLocal = true,
        };

    private Packet Tcp(IPAddress from, IPAddress to, int port) =>
        new()
        {
            Protocol = IPProtocol.Tcp,
            Source = from,
            Destination = to,
            IsIPv6 = Family == 6,
            SourcePort = AnyHighPort,
            DestinationPort = port,
            TcpFlags = ["syn"],
            IsSourceLocal = false,
            IsDestinationLocal = false,
        };
}
