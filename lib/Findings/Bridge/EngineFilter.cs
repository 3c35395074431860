using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>What the host's packet filter does with the packets of the engine's bridges, of one address family.</summary>
internal sealed class EngineFilter
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

    /// <summary>4 or 6.</summary>
    public int Family { get; }

    /// <summary>The link that the default route goes by.</summary>
    public Link OutLink { get; }

    /// <summary>
    /// Null where the engine is told to leave the packet filter alone, where it wasn't seen, or where no route leads out.
    /// </summary>
    public static EngineFilter? Create(HostContext host, int family = 4) =>
        EngineRules.AreLeftAlone(host.Snapshot, family) ? null : CreateForAnyRules(host, family);

    /// <summary>Like Create, also if somebody else than the engine manages the rules.</summary>
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

    /// <summary>Whether it leaves the host, and with the container's own address.</summary>
    public bool Leaves(BridgeNetwork bridge, BridgeMember member) =>
        Leaving(bridge, member) is { Passage: Passage.Accepted, Packet.Source: { } source }
        && source.Equals(IPAddress.Parse(member.Address(Family)));

    /// <summary>The answer to it, which connection tracking has given the container's address again.</summary>
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

    /// <summary>
    /// The first packet of a connection from one container to another at a port that isn't published, on one bridge or from one to another.
    /// </summary>
    public FirewallAnswer Between((BridgeNetwork Bridge, BridgeMember Member) from, (BridgeNetwork Bridge, BridgeMember Member) to) =>
        _walk.Forward(
            Tcp(IPAddress.Parse(from.Member.Address(Family)), IPAddress.Parse(to.Member.Address(Family)), UnpublishedPort) with
            {
                InLink = from.Bridge.LinkName,
                OutLink = to.Bridge.LinkName,
            }
        );

    /// <summary>The first packet of a connection that another host opens to a container's own address, by a link of this host.</summary>
    public FirewallAnswer Routed(Link inLink, BridgeNetwork bridge, BridgeMember member) =>
        _walk.Forward(
            Tcp(_elsewhere, IPAddress.Parse(member.Address(Family)), UnpublishedPort) with
            {
                InLink = inLink.Name,
                OutLink = bridge.LinkName,
            }
        );

    /// <summary>The first packet of a connection to a port of the host from elsewhere, as it leaves prerouting.</summary>
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

    /// <summary>The first packet of a connection from the host itself to one of its own ports, as it leaves the host.</summary>
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

    /// <summary>What becomes of a packet whose destination was rewritten to a container, on its way into the bridge.</summary>
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

    /// <summary>A packet to a server of the host's own, from a container.</summary>
    public FirewallAnswer ToHost(BridgeNetwork bridge, BridgeMember member, IPProtocol protocol, (IPAddress Address, int Port) server) =>
        _walk.Receive(
            Tcp(IPAddress.Parse(member.Address(Family)), server.Address, server.Port) with
            {
                Protocol = protocol,
                InLink = bridge.LinkName,
                TcpFlags = protocol == IPProtocol.Tcp ? ["syn"] : [],
                IsDestinationLocal = true,
            }
        );

    /// <summary>
    /// Whether a tool dropped it by which the engine doesn't set its rules: two tools' rules then stand at once, which is another
    /// trouble, and told as one.
    /// </summary>
    public bool IsOfAnotherTool(FirewallAnswer answer)
    {
        var tools = EngineRules.Tools(_host);
        return tools.Count > 0 && answer.DecidedBy.Any(decision => !tools.Contains(decision.Base.Tool));
    }

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
