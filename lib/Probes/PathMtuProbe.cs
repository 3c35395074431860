using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>
/// The largest packet that crosses whole, both ways, against what the vNIC lets through: ICMP echo requests that may not be fragmented.
/// Where it is smaller, whether the sender is told so, and whether one that may be fragmented crosses all the same.
/// </summary>
internal sealed class PathMtuProbe : Probe<MtuStep>
{
    /// <summary>What any IPv4 path takes.</summary>
    private const int Smallest = 68;

    private const int Largest = 65_535;

    /// <inheritdoc />
    public override ProbeCheck Check => ProbeCheck.PathMtu;

    /// <summary>The most shorter packets that a search needs.</summary>
    internal static int Steps(int mtu) => 1 + (int)Math.Ceiling(Math.Log(mtu - Smallest + 1, 2));

    /// <inheritdoc />
    public override IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        from pair in Pairs
            .Within(host, footprint, options)
            .Union(Pairs.Across(host, footprint, options, ProbePeerKind.Container, ProbePeerKind.HostEnd))
        let mtu = pair.From.Mtu(host)
        where mtu is >= Smallest and <= Largest
        select new MtuStep(pair.Ends(Check, footprint), mtu.Value);

    /// <inheritdoc />
    protected override IReadOnlyList<ProbeRecord> Run(MtuStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var mtu = step.LinkMtu;
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.CreateNoRoute(step, options)];
        }

        var whole = exchange.SendWhole(mtu, options.Timeout, cancellationToken);
        if (whole.Answer?.Outcome == ProbeOutcome.Reached)
        {
            return [Record(mtu, whole, new() { LinkMtu = mtu, Crosses = mtu })];
        }

        // A short one first: where that isn't answered either, nothing is said of sizes.
        var largest = exchange.SendWhole(Smallest, options.Timeout, cancellationToken);
        if (largest.Answer?.Outcome != ProbeOutcome.Reached)
        {
            return [Record(Smallest, largest, new() { LinkMtu = mtu })];
        }

        var (crosses, refused, tooLarge) = (Smallest, whole, mtu);
        var each = TimeSpan.FromTicks(Math.Max(options.Timeout.Ticks / 4, TimeSpan.FromMilliseconds(4 * largest.Milliseconds).Ticks));
        while (tooLarge - crosses > 1)
        {
            var size = (crosses + tooLarge) / 2;
            var tried = exchange.SendWhole(size, each, cancellationToken);
            if (tried.Answer?.Outcome == ProbeOutcome.Reached)
            {
                (crosses, largest) = (size, tried);
            }
            else
            {
                (tooLarge, refused) = (size, tried);
            }
        }

        var split = exchange.SendSized(mtu, whole: false, options.Timeout, cancellationToken);
        var found = new PathMtu
        {
            LinkMtu = mtu,
            Crosses = crosses,
            TooLarge = tooLarge,
            IsTold = IsTold(whole) && IsTold(refused),
            CrossesInFragments = split.Answer?.Outcome == ProbeOutcome.Reached,
        };
        var record = Record(crosses, largest, found);
        return
        [
            Record(mtu, whole, new() { LinkMtu = mtu }),
            record with
            {
                Packets = [.. record.Packets, split.ToPacket() with { Size = mtu, MayFragment = true }],
            },
        ];

        ProbeRecord Record(int size, Exchanged one, PathMtu finding) =>
            ProbeRecordFactory.Create(step, options, one.Answer?.Outcome ?? ProbeOutcome.Silent, one.Milliseconds) with
            {
                Packets = [one.ToPacket() with { Size = size }],
                Finding = finding,
            };
    }

    private static bool IsTold(Exchanged refused) => refused.Answer?.Reply.IsTooLong() == true;
}
