using System.Globalization;
using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Wire;

/// <summary>
/// Watches the link between the hosts while a marked packet crosses from a container to something on another host; where that host isn't known, all
/// links. The packet is an ICMP echo request: its answer tells that it crossed, and unlike an ICMP error the kernel doesn't ration it.
/// </summary>
internal abstract class WireProbe : IProbe
{
    /// <summary>What can't be read is known by its size, and by coming each time.</summary>
    private const int Rounds = 3;

    private const int InnerPacket = 36;
    private const int MostAround = 140;

    /// <summary>To the subnet behind a route: the packet may go as far as the host that the route names, which is two hops.</summary>
    private const int HopsToHost = 2;

    /// <inheritdoc />
    public abstract string Check { get; }

    /// <inheritdoc />
    public IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        options.Namespaces.Host is not { } file ? []
            : from pair in Pairs.Across(host, footprint, options, RemoteKind.Endpoint, RemoteKind.HostEnd, RemoteKind.Subnet)
              let hops = pair.To.Kind == RemoteKind.Subnet ? HopsToHost : IPv4Packet.UsualTimeToLive
              let watched = pair.To.Host is { } other ? $"the link to {other}" : $"the host's links {Underlay(host, footprint)}"
              where pair.To.Host is not null || Underlay(host, footprint).Length > 0
              select pair.Step(
                  Check, footprint, $"an ICMP echo request of {InnerPacket} bytes{(hops == HopsToHost ? $" that ends after {hops} hops, at {pair.To.Host}" : "")}, up to {Rounds} times, while {watched} is watched",
                  $"{file} {hops} {pair.To.Host ?? Underlay(host, footprint)}");

    /// <inheritdoc />
    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var (file, hops, where) = (step.Detail.Split(' ')[0], int.Parse(step.Detail.Split(' ')[1], CultureInfo.InvariantCulture), step.Detail.Split(' ')[2]);
        var host = IPAddress.TryParse(where, out var known) ? known : null;
        var target = IPAddress.Parse(step.Target);
        using var exchange = Exchange.Open(step.NamespaceFile, target);
        if (exchange is null)
        {
            return [ProbeRecordFactory.Of(step, "nothing", "the container has no route to it", ProbeOutcome.Refused, "", 0)];
        }

        using var capture = host is null ? WireCapture.On(file, where.Split(',')) : WireCapture.Towards(file, host);
        List<SentFrame> hidden = [];
        for (var round = 1; ; round++)
        {
            var sent = exchange.SendHops([hops], options.Timeout, cancellationToken)[0];

            // Where the other host isn't known, what carries the marker names it.
            var frames = capture.Read().Where(one => host is null || one.Frame.Destination.Equals(host) || one.Frame.Destination.Equals(target)).ToList();
            var answer = sent.Answer?.Words ?? ProbeRecordFactory.Nothing(options);
            if (frames.FirstOrDefault(one => one.Frame.Shows(sent.Datagram.Marker)) is { } readable)
            {
                return [Record(readable, $"the marker readable on {readable.Link} in {readable.Frame.Words}, {Ends(readable)}", isHidden: false)];
            }

            var candidates = sent.Answer is null ? [] : frames.Where(CouldHide).ToList();
            hidden = [.. candidates.Where(one => round == 1 || hidden.Any(other => other.Length == one.Length && other.Frame.Words == one.Frame.Words))];
            if (hidden.Count == 0)
            {
                return [ProbeRecordFactory.Of(step, sent.Datagram.Words, $"neither the marker nor anything that could hide it on {capture.Links}{(host is null ? "" : $" to {host}")}; {answer}", ProbeOutcome.NotSeen, "", sent.Milliseconds)];
            }

            if (round == Rounds)
            {
                return [Record(hidden[0], $"the marker not readable on {hidden[0].Link}; each time {hidden[0].Frame.Words} of {hidden[0].Length} bytes, {Ends(hidden[0])}", isHidden: true)];
            }

            ProbeRecord Record(SentFrame one, string words, bool isHidden)
            {
                var finding = Finding(one.Frame, isHidden);
                return ProbeRecordFactory.Of(step, sent.Datagram.Words, $"{words}; {answer}", finding.Length == 0 ? ProbeOutcome.NotSeen : ProbeOutcome.Seen, finding, sent.Milliseconds);
            }
        }
    }

    /// <summary>What a frame that carried the packet shows; "" where it can't tell.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="isHidden">Whether the marker was not readable in it.</param>
    protected abstract string Finding(WireFrame frame, bool isHidden);

    private static string Underlay(HostSnapshot host, Footprint footprint) =>
        string.Join(",", Solutions.Underlay.Of(host, footprint).Select(address => address.Link.Name).Distinct());

    private static string Ends(SentFrame one) => $"{one.Frame.Source} to {one.Frame.Destination}";

    private static bool CouldHide(SentFrame one) => one.Frame.Scheme is not null && one.Length is > InnerPacket and < InnerPacket + MostAround;
}
