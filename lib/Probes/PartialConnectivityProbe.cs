using System.Diagnostics;
using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>
/// The path to each other host, by ICMP echo requests with growing hop limits. Routers report the packets that end at them, and the target
/// answers the first that reaches it. So the check shows whether the path is bridged or routed, and whether another host relays. It also
/// checks whether the other host itself answers this one.
/// </summary>
internal sealed class PartialConnectivityProbe : Probe<HopStep>
{
    /// <summary>This host, the other one, and a few in between.</summary>
    private const int MostHops = 5;

    private const int HopsToHost = 2;

    /// <inheritdoc />
    public override ProbeCheck Check => ProbeCheck.PartialConnectivity;

    /// <inheritdoc />
    public override IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var pairs = Pairs.ToEachHost(host, footprint, options).ToList();
        List<string> peers = [.. pairs.Select(pair => pair.To.Host).OfType<string>().Distinct()];
        foreach (var pair in pairs)
        {
            // A packet along a route should end at the host that the route names.
            var hops = pair.To.Peer.Kind == ProbePeerKind.Subnet ? HopsToHost : MostHops;
            yield return new HopStep(pair.Ends(Check, footprint), hops, peers);
        }

        foreach (var other in peers.Where(other => options.Namespaces.Host is not null && IPAddress.TryParse(other, out _)))
        {
            yield return new HopStep(HostEnds(footprint, options.Namespaces.Host!, other), 0, peers);
        }
    }

    /// <summary>What the packets show of the path.</summary>
    internal static (ProbeOutcome Outcome, HopWay? Way) Judge(HopStep step, IReadOnlyList<ProbePacket> packets)
    {
        var before = packets.TakeWhile(packet => packet.Reply?.IsOfTarget(step.Target) != true).ToList();
        List<string?> routers = [.. before.Select(packet => packet.Reply is { } reply && reply.IsTimeExceeded() ? reply.From : null)];
        if (before.Count < packets.Count)
        {
            return (
                ProbeOutcome.Reached,
                before.Count == 0 ? HopWay.Bridged
                : IsRelayed(routers, step) ? HopWay.Relayed
                : HopWay.Routed
            );
        }

        var last = routers.FindLast(router => router is not null);
        return step.Hops == HopsToHost && last is not null && last == step.To.Host ? (ProbeOutcome.Reached, HopWay.Routed)
            : before.Any(packet => packet.Reply?.IsTimeExceeded() == false) ? (ProbeOutcome.Refused, null)
            : (ProbeOutcome.Silent, null);
    }

    /// <inheritdoc />
    protected override IReadOnlyList<ProbeRecord> Run(HopStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.CreateNoRoute(step, options)];
        }

        if (step.Hops == 0)
        {
            var asked = exchange.SendHops([IPv4Packet.UsualTimeToLive], options.Timeout, cancellationToken)[0];
            return [ProbeRecordFactory.Create(step, options, asked.Answer?.Outcome ?? ProbeOutcome.Silent, asked)];
        }

        var clock = Stopwatch.StartNew();
        var sent = exchange.SendHops(Enumerable.Range(1, step.Hops), options.Timeout, cancellationToken);
        List<ProbePacket> packets = [.. sent.Select((one, index) => one.ToPacket() with { Hops = index + 1 })];
        var (outcome, way) = Judge(step, packets);
        return
        [
            ProbeRecordFactory.Create(step, options, outcome, clock.Elapsed.TotalMilliseconds) with
            {
                Packets = packets,
                Finding = way is { } known ? new HopTrace { Way = known } : null,
            },
        ];
    }

    private ProbeEnds HostEnds(Footprint footprint, string file, string other) =>
        new()
        {
            Check = Check,
            Solution = footprint.Solution,
            NamespaceFile = file,
            From = new() { Kind = ProbePeerKind.ThisHost },
            To = new()
            {
                Kind = ProbePeerKind.OtherHost,
                Address = other,
                Host = other,
                IsRemote = true,
            },
        };

    /// <summary>Whether a host relayed it: the one that should have the target passed it on, or another host of the solution did.</summary>
    private static bool IsRelayed(IReadOnlyList<string?> routers, HopStep step) =>
        routers.Take(routers.Count - 1).Any(router => router is not null && (router == step.To.Host || step.Peers.Contains(router)));
}
