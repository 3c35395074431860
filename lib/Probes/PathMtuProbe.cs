using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>
/// The largest packet that crosses whole, both ways, compared with what the vNIC lets through: ICMP echo requests that may not be
/// fragmented. If it is smaller: whether an ICMP error reports that to the sender, and whether a packet that may be fragmented still
/// crosses.
/// </summary>
internal sealed class PathMtuProbe : Probe<MtuStep>
{
    private const int Largest = 65_535;

    /// <inheritdoc />
    public override ProbeCheck Check => ProbeCheck.PathMtu;

    /// <inheritdoc />
    public override IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        from pair in Pairs
            .Within(host, footprint, options)
            .Union(Pairs.Across(host, footprint, options, ProbePeerKind.Container, ProbePeerKind.HostEnd))
        let mtu = pair.From.Mtu(host)
        where mtu is >= WholeSize.Smallest and <= Largest
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

        var size = WholeSize.Find(exchange, mtu, options.Timeout, cancellationToken);
        if (size.Crosses is not { } crosses)
        {
            return [Record(WholeSize.Smallest, size.Largest, new() { LinkMtu = mtu })];
        }

        if (size.TooLarge is null)
        {
            return [Record(mtu, size.First, new() { LinkMtu = mtu, Crosses = mtu })];
        }

        var split = exchange.SendSized(mtu, whole: false, options.Timeout, cancellationToken);
        var found = new PathMtu
        {
            LinkMtu = mtu,
            Crosses = crosses,
            TooLarge = size.TooLarge,
            IsTold = IsTold(size.First) && IsTold(size.Refused),
            CrossesInFragments = split.Answer?.Outcome == ProbeOutcome.Reached,
        };
        var record = Record(crosses, size.Largest, found);
        return
        [
            Record(mtu, size.First, new() { LinkMtu = mtu }),
            record with
            {
                Packets = [.. record.Packets, split.ToPacket() with { Size = mtu, MayFragment = true }],
            },
        ];

        ProbeRecord Record(int length, Exchanged one, PathMtu finding) =>
            ProbeRecordFactory.Create(step, options, one.Answer?.Outcome ?? ProbeOutcome.Silent, one.Milliseconds) with
            {
                Packets = [one.ToPacket() with { Size = length }],
                Finding = finding,
            };
    }

    private static bool IsTold(Exchanged refused) => refused.Answer?.Reply.IsTooLong() == true;
}
