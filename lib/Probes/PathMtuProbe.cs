using System.Globalization;
using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>The largest packet that crosses whole, both ways, against what the vNIC lets through: ICMP echo requests that may not be fragmented.</summary>
internal sealed class PathMtuProbe : IProbe
{
    /// <summary>What any IPv4 path takes.</summary>
    private const int Smallest = 68;

    private const int Largest = 65_535;

    /// <inheritdoc />
    public string Check => "PathMtu";

    /// <inheritdoc />
    public IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        from pair in Pairs.Within(host, footprint, options).Union(Pairs.Across(host, footprint, options, RemoteKind.Endpoint, RemoteKind.HostEnd))
        let mtu = pair.From.Mtu(host)
        where mtu is >= Smallest and <= Largest
        select pair.Step(Check, footprint, $"an ICMP echo request of {mtu} bytes that may not be fragmented; where that isn't answered, up to {Steps(mtu.Value)} shorter ones", mtu.Value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var mtu = int.Parse(step.Detail, CultureInfo.InvariantCulture);
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.Of(step, "nothing", "this host's kernel has no route to it", ProbeOutcome.Refused, "", 0)];
        }

        var whole = exchange.SendWhole(mtu, options.Timeout, cancellationToken);
        if (whole.Answer?.Outcome == ProbeOutcome.Reached)
        {
            return [Record(mtu, whole, $"{whole.Answer.Words}: the whole MTU of the vNIC crosses", ProbeOutcome.Reached)];
        }

        // A short one first: where that isn't answered either, nothing is said of sizes.
        var largest = exchange.SendWhole(Smallest, options.Timeout, cancellationToken);
        if (largest.Answer?.Outcome != ProbeOutcome.Reached)
        {
            return [ProbeRecordFactory.Of(step, $"{largest.Datagram.Words}, {Smallest} bytes", largest.Answer?.Words ?? ProbeRecordFactory.Nothing(options), largest.Answer?.Outcome ?? ProbeOutcome.Silent, "", largest.Milliseconds)];
        }

        var (crosses, tooLarge) = (Smallest, mtu);
        var each = TimeSpan.FromTicks(Math.Max(options.Timeout.Ticks / 4, TimeSpan.FromMilliseconds(4 * largest.Milliseconds).Ticks));
        while (tooLarge - crosses > 1)
        {
            var size = (crosses + tooLarge) / 2;
            var tried = exchange.SendWhole(size, each, cancellationToken);
            (crosses, tooLarge, largest) = tried.Answer?.Outcome == ProbeOutcome.Reached ? (size, tooLarge, tried) : (crosses, size, largest);
        }

        return
        [
            Record(mtu, whole, whole.Answer?.Words ?? ProbeRecordFactory.Nothing(options), whole.Answer?.Outcome ?? ProbeOutcome.Silent) with { Value = "" },
            Record(crosses, largest, $"{largest.Answer!.Words}; one of {tooLarge} bytes doesn't cross, though the vNIC's MTU is {mtu}", ProbeOutcome.Reached),
        ];

        ProbeRecord Record(int size, Exchanged one, string answer, ProbeOutcome outcome) =>
            ProbeRecordFactory.Of(step, $"{one.Datagram.Words}, {size} bytes, not to be fragmented", answer, outcome, size.ToString(CultureInfo.InvariantCulture), one.Milliseconds);
    }

    private static int Steps(int mtu) => 1 + (int)Math.Ceiling(Math.Log(mtu - Smallest + 1, 2));
}
