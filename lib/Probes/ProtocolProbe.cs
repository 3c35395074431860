using System.Diagnostics;
using System.Net;
using NetAudit.Model;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>
/// Which IP protocols cross between two containers: a small packet of each, and the answer that any host gives, even to a protocol
/// it doesn't speak. Silence counts only after it was made sure that it isn't the kernel's own.
/// </summary>
internal sealed class ProtocolProbe : IProbe
{
    private const string Unicast = "unicast";
    private const string Multicast = "multicast";
    private const string Broadcast = "broadcast";
    private const string EchoOverIPv6 = "icmpv6";

    private static readonly int[] Protocols =
        [IPv4Packet.Icmp, IPv4Packet.Tcp, IPv4Packet.Udp, Datagram.Sctp, Datagram.Gre, Datagram.Esp, Datagram.Unassigned];

    // A kernel gives one host six ICMP errors at once, then one a second.
    private static readonly TimeSpan RateLimit = TimeSpan.FromSeconds(1.1);

    public string Check => AspectIds.ProtocolSupport;

    public IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        Pairs.Within(host, footprint, options).Union(Pairs.Across(host, footprint, options, RemoteKind.Endpoint)).SelectMany(pair => Steps(footprint, pair));

    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var (kind, file) = (step.Detail.Split(' ')[0], step.Detail.Split(' ')[1]);
        return kind switch
        {
            EchoOverIPv6 => RunEcho(step, options, cancellationToken),
            Multicast or Broadcast => RunDelivery(step, kind, file, options, cancellationToken),
            _ => RunProtocols(step, file, options, cancellationToken),
        };
    }

    private static IReadOnlyList<ProbeRecord> RunProtocols(ProbeStep step, string otherEnd, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.Of(step, "nothing", "this host's kernel has no route to it", ProbeOutcome.Refused, "", 0)];
        }

        var sent = exchange.Send(Protocols, null, options.Timeout, cancellationToken);
        return [.. sent.Select(one => one.Answer is not null || sent.All(other => other.Answer is null)
            ? Record(step, one, options)
            : AskAgain(step, otherEnd, one.Datagram.Protocol, exchange, options, cancellationToken))];
    }

    private IEnumerable<ProbeStep> Steps(Footprint footprint, ProbePair pair)
    {
        var file = pair.To.NamespaceFile ?? "";
        yield return pair.Step(Check, footprint, $"one packet each of ICMP, TCP, UDP and the IP protocols 132 (SCTP), 47 (GRE), 50 (ESP), 253 (unassigned): {Protocols.Length} packets of at most 44 bytes; a silent one again", $"{Unicast} {file}");
        if (pair.From.IPv6Address is not null && pair.To.IPv6Address is { } other)
        {
            var step = pair.Step(Check, footprint, "an ICMPv6 echo request", $"{EchoOverIPv6} {file}");
            yield return step with { Source = pair.From.IPv6Address, Target = other, To = step.To.Replace(pair.To.Address + " (", other + " (") };
        }

        if (file.Length > 0)
        {
            yield return pair.Step(Check, footprint, $"a UDP datagram to all hosts of the link ({GroupDelivery.AllHosts})", $"{Multicast} {file}") with { Target = GroupDelivery.AllHosts };
            if (Subnet.Parse(pair.To.Subnet)?.Broadcast is { } broadcast)
            {
                yield return pair.Step(Check, footprint, $"a UDP datagram to the subnet's broadcast address ({broadcast})", $"{Broadcast} {file}") with { Target = broadcast };
            }
        }
    }

    private static IReadOnlyList<ProbeRecord> RunEcho(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var answered = EchoV6.IsAnswered(step.NamespaceFile, IPAddress.Parse(step.Target), options.Timeout, cancellationToken);
        return [ProbeRecordFactory.Of(step, "ICMPv6 echo request", answered ? $"ICMPv6 echo reply from {step.Target}" : ProbeRecordFactory.Nothing(options), answered ? ProbeOutcome.Reached : ProbeOutcome.Silent, "ICMPv6", clock.Elapsed.TotalMilliseconds)];
    }

    private static IReadOnlyList<ProbeRecord> RunDelivery(ProbeStep step, string kind, string otherEnd, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var arrivals = Arrivals.Open(otherEnd, [IPv4Packet.Udp], null);
        var clock = Stopwatch.StartNew();
        var (source, target) = (IPAddress.Parse(step.Source!), IPAddress.Parse(step.Target));
        var arrived = GroupDelivery.Arrives(step.NamespaceFile, source, target, arrivals, options.Timeout, cancellationToken);
        return [ProbeRecordFactory.Of(step, step.Words, arrived ? "it arrived in the other container's namespace" : $"it did not arrive: {ProbeRecordFactory.Nothing(options)}", arrived ? ProbeOutcome.Reached : ProbeOutcome.Silent, kind, clock.Elapsed.TotalMilliseconds)];
    }

    /// <summary>Settles a silence where other protocols were answered: a receiver at the other end, where that is on this host; else whether this kernel answers it at all, then once more.</summary>
    private static ProbeRecord AskAgain(ProbeStep step, string otherEnd, int protocol, Exchange exchange, ProbeOptions options, CancellationToken cancellationToken)
    {
        if (otherEnd.Length > 0)
        {
            using var arrivals = Arrivals.Open(otherEnd, [protocol], exchange.Source);
            return Record(step, exchange.Send([protocol], arrivals, options.Timeout, cancellationToken)[0], options);
        }

        using (var self = Exchange.Open(step.NamespaceFile, IPAddress.Loopback))
        {
            if (self?.Send([protocol], null, options.Timeout, cancellationToken)[0] is { Answer: null } unanswered)
            {
                return ProbeRecordFactory.Of(step, unanswered.Datagram.Words, "nothing, and this kernel leaves it unanswered to itself too: silence tells nothing", ProbeOutcome.Failed, unanswered.Datagram.Name, unanswered.Milliseconds);
            }
        }

        _ = cancellationToken.WaitHandle.WaitOne(RateLimit);
        cancellationToken.ThrowIfCancellationRequested();
        return Record(step, exchange.Send([protocol], null, options.Timeout, cancellationToken)[0], options);
    }

    private static ProbeRecord Record(ProbeStep step, Exchanged one, ProbeOptions options) => one switch
    {
        { Answer: { } answer } => ProbeRecordFactory.Of(step, one.Datagram.Words, answer.Words, answer.Outcome, one.Datagram.Name, one.Milliseconds),
        { Arrived: true } => ProbeRecordFactory.Of(step, one.Datagram.Words, "it arrived in the other container's namespace, which left it unanswered", ProbeOutcome.Reached, one.Datagram.Name, one.Milliseconds),
        _ => ProbeRecordFactory.Of(step, one.Datagram.Words, ProbeRecordFactory.Nothing(options), ProbeOutcome.Silent, one.Datagram.Name, one.Milliseconds),
    };
}
