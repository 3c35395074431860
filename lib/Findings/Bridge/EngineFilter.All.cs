using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Whether all packets of a kind are dropped. If one passes, the rules were written to let certain packets through.</summary>
internal sealed partial class EngineFilter
{
    /// <summary>
    /// Whether every first packet of a protocol that the container sends beyond the host is dropped, whatever its destination and ports.
    /// </summary>
    public bool DropsAllLeaving(BridgeNetwork bridge, BridgeMember member, IPProtocol protocol) =>
        _walk
            .Forward(
                Tcp(IPAddress.Parse(member.Address(Family)), _elsewhere, Https).AsAny(protocol) with
                {
                    InLink = bridge.LinkName,
                    OutLink = OutLink.Name,
                    Destination = null,
                }
            )
            .Passage == Passage.Dropped;

    /// <summary>Whether every answer to the container from beyond the host is dropped, whoever sends it.</summary>
    public bool DropsAllAnswers(BridgeNetwork bridge, BridgeMember member, IPProtocol protocol) =>
        _walk
            .Pass(
                Tcp(_elsewhere, IPAddress.Parse(member.Address(Family)), AnyHighPort).AsAny(protocol) with
                {
                    InLink = OutLink.Name,
                    OutLink = bridge.LinkName,
                    Source = null,
                    TcpFlags = null,
                    State = ConnectionState.Established,
                },
                FirewallHook.Forward,
                FirewallHook.Postrouting
            )
            .Passage == Passage.Dropped;

    /// <summary>Whether every first packet of a protocol between two containers is dropped, whatever its ports.</summary>
    public bool DropsAllBetween(
        (BridgeNetwork Bridge, BridgeMember Member) from,
        (BridgeNetwork Bridge, BridgeMember Member) to,
        IPProtocol protocol
    ) =>
        _walk
            .Forward(
                Tcp(IPAddress.Parse(from.Member.Address(Family)), IPAddress.Parse(to.Member.Address(Family)), UnpublishedPort)
                    .AsAny(protocol) with
                {
                    InLink = from.Bridge.LinkName,
                    OutLink = to.Bridge.LinkName,
                }
            )
            .Passage == Passage.Dropped;

    /// <summary>Whether the packet would be dropped on its way into the bridge whoever sends it.</summary>
    public bool DropsAllEntering(Packet rewritten, BridgeNetwork bridge) =>
        Entering(rewritten with { Source = null, SourcePort = null }, bridge).Passage == Passage.Dropped;
}
