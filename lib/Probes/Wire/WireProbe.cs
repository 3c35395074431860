using System.Net;
using NetAudit.Probes.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Wire;

/// <summary>
/// Watches the link between the hosts while a marked packet crosses from a container to one of the same network on another host. The packet is an ICMP
/// echo request: its answer tells that it crossed, and unlike an ICMP error the kernel doesn't ration it.
/// </summary>
internal abstract class WireProbe : IProbe
{
    /// <summary>What can't be read is known by its size, and by coming each time.</summary>
    private const int Rounds = 3;

    private const int InnerPacket = 36;
    private const int MostAround = 140;

    /// <inheritdoc />
    public abstract string Check { get; }

    /// <inheritdoc />
    public IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        options.Namespaces.Host is not { } file ? []
            : from pair in Pairs.Within(host, footprint, options)
              where pair.To.Host is not null
              select pair.Step(Check, footprint, $"an ICMP echo request of {InnerPacket} bytes, up to {Rounds} times, while the link to {pair.To.Host} is watched", $"{pair.To.Host} {file}");

    /// <inheritdoc />
    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var (host, file) = (IPAddress.Parse(step.Detail.Split(' ')[0]), step.Detail.Split(' ')[1]);
        var target = IPAddress.Parse(step.Target);
        using var exchange = Exchange.To(target);
        if (exchange is null)
        {
            return [Records.Of(step, "nothing", "the container has no route to it", ProbeOutcome.Refused, "", 0)];
        }

        using var capture = WireCapture.Open(file, host, cancellationToken);
        List<SentFrame> hidden = [];
        for (var round = 1; ; round++)
        {
            var sent = exchange.Send([IPv4Packet.Icmp], null, options.Timeout, cancellationToken)[0];
            var frames = capture.Read().Where(one => one.Frame.Destination.Equals(host) || one.Frame.Destination.Equals(target)).ToList();
            var answer = sent.Answer?.Words ?? Records.Nothing(options);
            byte[] marker = [.. sent.Datagram.Payload.Skip(sent.Datagram.MarkerAt).Take(sent.Datagram.MarkerLength)];
            if (frames.FirstOrDefault(one => one.Frame.Shows(marker)) is { } readable)
            {
                return [Record(readable.Frame, $"the marker readable on {capture.Link} in {readable.Frame.Words}, {readable.Frame.Source} to {readable.Frame.Destination}", isHidden: false)];
            }

            var candidates = sent.Answer is null ? [] : frames.Where(CouldHide).ToList();
            hidden = [.. candidates.Where(one => round == 1 || hidden.Any(other => other.Length == one.Length && other.Frame.Words == one.Frame.Words))];
            if (hidden.Count == 0)
            {
                return [Records.Of(step, sent.Datagram.Words, $"neither the marker nor anything that could hide it on {capture.Link} to {host}; {answer}", ProbeOutcome.NotSeen, "", sent.Milliseconds)];
            }

            if (round == Rounds)
            {
                return [Record(hidden[0].Frame, $"the marker not readable on {capture.Link}; each time {hidden[0].Frame.Words} of {hidden[0].Length} bytes, {hidden[0].Frame.Source} to {hidden[0].Frame.Destination}", isHidden: true)];
            }

            ProbeRecord Record(WireFrame frame, string words, bool isHidden)
            {
                var finding = Finding(frame, isHidden);
                return Records.Of(step, sent.Datagram.Words, $"{words}; {answer}", finding.Length == 0 ? ProbeOutcome.NotSeen : ProbeOutcome.Seen, finding, sent.Milliseconds);
            }
        }
    }

    /// <summary>What a frame that carried the packet shows; "" where it can't tell.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="isHidden">Whether the marker was not readable in it.</param>
    protected abstract string Finding(WireFrame frame, bool isHidden);

    private static bool CouldHide(SentFrame one) => one.Frame.Scheme is not null && one.Length is > InnerPacket and < InnerPacket + MostAround;
}
