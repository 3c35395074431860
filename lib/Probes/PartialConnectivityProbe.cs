using System.Diagnostics;
using System.Globalization;
using System.Net;
using NetAudit.Model;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>
/// The way to each other host: ICMP echo requests that may go 1, 2, 3… hops. Routers say that a packet ended at them, and the target answers the first that is
/// enough; so it shows whether the way is bridged or routed, and whether another host passes on. And whether the other host itself answers this one.
/// </summary>
internal sealed class PartialConnectivityProbe : IProbe
{
    /// <summary>The values of its records.</summary>
    internal const string Bridged = "bridged";
    internal const string Routed = "routed";
    internal const string Relayed = "relayed";
    internal const string HostItself = "host";

    /// <summary>This host, the other one, and a few between.</summary>
    private const int MostHops = 5;

    private const int HopsToHost = 2;
    private const string NotKnown = "-";

    private static readonly int[] InitialTimesToLive = [64, 128, 255];

    /// <inheritdoc />
    public string Check => AspectIds.PartialConnectivity;

    /// <inheritdoc />
    public IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var pairs = Pairs.ToEachHost(host, footprint, options).ToList();
        var peers = string.Join(",", pairs.Select(pair => pair.To.Host).OfType<string>().Distinct());
        foreach (var pair in pairs)
        {
            // What a route leads to is to end at the host that it names.
            var hops = pair.To.Kind == RemoteKind.Subnet ? HopsToHost : MostHops;
            yield return pair.Step(Check, footprint, $"{hops} ICMP echo requests that may go 1 to {hops} hops", $"{hops} {pair.To.Host ?? NotKnown} {peers}");
        }

        foreach (var other in pairs.Select(pair => pair.To.Host).OfType<string>().Distinct().Where(other => options.Namespaces.Host is not null && IPAddress.TryParse(other, out _)))
        {
            yield return new ProbeStep(Check, footprint.Solution, options.Namespaces.Host!, "this host", null, $"{other} (the other host itself)", other, null, "an ICMP echo request", HostItself);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.Of(step, "nothing", "this host's kernel has no route to it", ProbeOutcome.Refused, step.Detail == HostItself ? HostItself : "", 0)];
        }

        if (step.Detail == HostItself)
        {
            var asked = exchange.SendHops([IPv4Packet.UsualTimeToLive], options.Timeout, cancellationToken)[0];
            return [ProbeRecordFactory.Of(step, asked.Datagram.Words, asked.Answer?.Words ?? ProbeRecordFactory.Nothing(options), asked.Answer?.Outcome ?? ProbeOutcome.Silent, HostItself, asked.Milliseconds)];
        }

        var (hops, other, peers) = (int.Parse(step.Detail.Split(' ')[0], CultureInfo.InvariantCulture), step.Detail.Split(' ')[1], step.Detail.Split(' ')[2].Split(','));
        var clock = Stopwatch.StartNew();
        var sent = exchange.SendHops(Enumerable.Range(1, hops), options.Timeout, cancellationToken);
        var (answer, outcome, value) = Judge(sent, other, peers, options);
        return [ProbeRecordFactory.Of(step, step.Words, answer, outcome, value, clock.Elapsed.TotalMilliseconds)];
    }

    private static (string Answer, ProbeOutcome Outcome, string Value) Judge(IReadOnlyList<Exchanged> sent, string other, string[] peers, ProbeOptions options)
    {
        var before = sent.TakeWhile(one => one.Answer?.Outcome != ProbeOutcome.Reached).ToList();
        var last = before.FindLastIndex(one => one.Answer?.Router is not null);
        List<string> routers = [.. before.Select(one => one.Answer?.Router?.ToString() ?? "one that keeps silent")];
        if (before.Count < sent.Count)
        {
            var reply = sent[before.Count].Answer!;
            var words = before.Count == 0 ? "the one that may go a single hop was answered by the target" : $"answered after {Counted(before.Count)}: {string.Join(", ", routers)}";
            return ($"{words}; {reply.Words}{Back(reply.TimeToLive)}", ProbeOutcome.Reached, before.Count == 0 ? Bridged : IsRelayed(routers, other, peers) ? Relayed : Routed);
        }

        var way = last < 0 ? "" : $"; it came as far as {string.Join(", ", routers.Take(last + 1))}";
        return last >= 0 && sent.Count == HopsToHost && routers[last] == other ? ($"it ended at {other}, which the route names{way}", ProbeOutcome.Reached, Routed)
            : sent.Select(one => one.Answer).FirstOrDefault(one => one is { Router: null }) is { } refusal ? ($"{refusal.Words}{way}", ProbeOutcome.Refused, "")
            : ($"{ProbeRecordFactory.Nothing(options)} from the target{way}", ProbeOutcome.Silent, "");
    }

    /// <summary>The host that is to have the target passed it on, or another one of the solution's did.</summary>
    private static bool IsRelayed(IReadOnlyList<string> routers, string other, string[] peers) =>
        routers.Take(routers.Count - 1).Any(router => router == other || peers.Contains(router));

    /// <summary>Where a reply's hops began is not told; systems begin at one of three numbers.</summary>
    private static string Back(int left) => InitialTimesToLive.FirstOrDefault(initial => initial >= left) is > 0 and var initial
        ? initial == left ? $", none of {initial} lost on the way back" : $", {initial - left} lost on the way back if it began at {initial}" : "";

    private static string Counted(int routers) => routers == 1 ? "1 router" : $"{routers} routers";
}
