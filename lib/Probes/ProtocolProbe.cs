using System.Diagnostics;
using System.Net;
using NetAudit.Model;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>
/// Which IP protocols cross between two containers: a small packet of each is sent. Any host answers, even to a protocol it doesn't speak.
/// Silence counts only if this kernel answers such a protocol.
/// </summary>
internal sealed class ProtocolProbe : Probe<ProtocolStep>
{
    /// <summary>The protocols that are sent.</summary>
    internal static readonly IReadOnlyList<int> Protocols =
    [
        IPv4Packet.Icmp,
        IPv4Packet.Tcp,
        IPv4Packet.Udp,
        Datagram.Sctp,
        Datagram.Gre,
        Datagram.Esp,
        Datagram.Unassigned,
    ];

    public override ProbeCheck Check => ProbeCheck.ProtocolSupport;

    public override IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        Pairs
            .Within(host, footprint, options)
            .Union(Pairs.Across(host, footprint, options, ProbePeerKind.Container, ProbePeerKind.HostEnd))
            .SelectMany(pair => Steps(footprint, pair))
            .Concat(ToMany.Plan(host, footprint, options, Check));

    protected override IReadOnlyList<ProbeRecord> Run(ProtocolStep step, ProbeOptions options, CancellationToken cancellationToken) =>
        step.Delivery switch
        {
            ProtocolDelivery.EchoOverIPv6 => [RunEcho(step, options, cancellationToken)],
            ProtocolDelivery.Unicast => RunProtocols(step, options, cancellationToken),
            _ when step.Watched is not null => [ToMany.Run(step, options, cancellationToken)],
            _ => [RunDelivery(step, options, cancellationToken)],
        };

    private static IReadOnlyList<ProbeRecord> RunProtocols(ProtocolStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.CreateNoRoute(step, options)];
        }

        // If receivers at the other end can decide, a silence needs no long wait here.
        var sent = step.OtherNamespace is null
            ? exchange.Send(Protocols, null, options.Timeout, cancellationToken)
            : exchange.SendBriefly(Protocols, options.Timeout, cancellationToken);
        int[] silent = [.. sent.Where(one => one.Answer is null).Select(one => one.Datagram.Protocol)];

        // If nothing is answered, the cause isn't the protocol.
        var settled = new SilentProtocols(step, options, exchange).Settle(silent.Length == sent.Count ? [] : silent, cancellationToken);
        return [.. sent.Select(one => Record(step, options, one, settled))];
    }

    private IEnumerable<ProbeStep> Steps(Footprint footprint, ProbePair pair)
    {
        var file = pair.To.NamespaceFile;
        var ends = pair.Ends(Check, footprint);
        yield return new ProtocolStep(ends, ProtocolDelivery.Unicast, file);
        if (pair.From.IPv6Address is not null && pair.To.IPv6Address is { } other)
        {
            yield return new ProtocolStep(ends with { To = ends.To with { Address = other } }, ProtocolDelivery.EchoOverIPv6, file)
            {
                Source = pair.From.IPv6Address,
            };
        }

        if (file is not null)
        {
            yield return new ProtocolStep(ends, ProtocolDelivery.Multicast, file)
            {
                Source = pair.From.Address,
                GroupAddress = GroupDelivery.AllHosts,
            };
            if (Subnet.Parse(pair.To.Subnet)?.Broadcast is { } broadcast)
            {
                yield return new ProtocolStep(ends, ProtocolDelivery.Broadcast, file)
                {
                    Source = pair.From.Address,
                    GroupAddress = broadcast,
                };
            }
        }
    }

    private static ProbeRecord RunEcho(ProtocolStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var isAnswered = EchoV6.IsAnswered(step.NamespaceFile, IPAddress.Parse(step.Target), options.Timeout, cancellationToken);
        var reply = isAnswered ? new ProbeReply { Kind = ProbeReplyKind.EchoReply, From = step.Target } : null;
        var packet = new ProbePacket { Protocol = ProbeProtocol.IcmpV6, Reply = reply };
        return Record(step, options, isAnswered, packet, clock.Elapsed.TotalMilliseconds);
    }

    private static ProbeRecord RunDelivery(ProtocolStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var arrivals = Arrivals.Open(step.OtherNamespace!, [IPv4Packet.Udp], null);
        var clock = Stopwatch.StartNew();
        var hasArrived = GroupDelivery.Arrives(
            step.NamespaceFile,
            IPAddress.Parse(step.Source!),
            IPAddress.Parse(step.Target),
            arrivals,
            options.Timeout,
            cancellationToken
        );
        var protocol = step.Delivery == ProtocolDelivery.Multicast ? ProbeProtocol.Multicast : ProbeProtocol.Broadcast;
        var packet = new ProbePacket
        {
            Protocol = protocol,
            GroupAddress = step.GroupAddress,
            Arrived = hasArrived,
        };
        return Record(step, options, hasArrived, packet, clock.Elapsed.TotalMilliseconds);
    }

    private static ProbeRecord Record(ProtocolStep step, ProbeOptions options, Exchanged one, IReadOnlyList<SettledProtocol> settled) =>
        settled.FirstOrDefault(again => again.Sent.Datagram.Protocol == one.Datagram.Protocol) switch
        {
            null => Record(step, options, one),
            { IsNeverAnswered: true } never => Record(step, options, never.Sent) with { Outcome = ProbeOutcome.Failed },
            var again => Record(step, options, again.Sent),
        };

    private static ProbeRecord Record(ProtocolStep step, ProbeOptions options, Exchanged one)
    {
        var outcome = one.Answer?.Outcome ?? (one.Arrived ? ProbeOutcome.Reached : ProbeOutcome.Silent);
        return ProbeRecordFactory.Create(step, options, outcome, one) with
        {
            Finding = new ProtocolAnswer { Protocol = one.Datagram.Kind },
        };
    }

    private static ProbeRecord Record(ProtocolStep step, ProbeOptions options, bool hasCrossed, ProbePacket packet, double milliseconds) =>
        ProbeRecordFactory.Create(step, options, hasCrossed ? ProbeOutcome.Reached : ProbeOutcome.Silent, milliseconds) with
        {
            Packets = [packet],
            Finding = new ProtocolAnswer { Protocol = packet.Protocol },
        };
}
