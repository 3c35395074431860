using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Wire;

/// <summary>
/// Watches the link between the hosts while a marked packet crosses from a container to another host. If that host isn't known, it watches
/// all links. The packet is an ICMP echo request: its answer proves that it crossed and, unlike an ICMP error, isn't rate-limited by the
/// kernel.
/// </summary>
internal abstract class WireProbe : Probe<WireStep>
{
    /// <summary>The hop limit to a subnet behind a route: two hops reach the host that the route names.</summary>
    internal const int HopsToHost = 2;

    /// <summary>The pause before another try, so that the packets it was merged with have passed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    /// <inheritdoc />
    public override IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        if (options.Namespaces.Host is not { } file)
        {
            return [];
        }

        var links = UnderlayLinks.Find(host, footprint);
        return from pair in Pairs.Across(host, footprint, options, ProbePeerKind.Container, ProbePeerKind.HostEnd, ProbePeerKind.Subnet)
            where pair.To.Host is not null || links.Count > 0
            let hops = pair.To.Peer.Kind == ProbePeerKind.Subnet ? HopsToHost : IPv4Packet.UsualTimeToLive
            select new WireStep(pair.Ends(Check, footprint), file, hops, links);
    }

    /// <inheritdoc />
    protected override IReadOnlyList<ProbeRecord> Run(WireStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var host = IPAddress.TryParse(step.To.Host ?? "", out var known) ? known : null;
        var target = IPAddress.Parse(step.Target);
        using var exchange = Exchange.Open(step.NamespaceFile, target);
        if (exchange is null)
        {
            return [ProbeRecordFactory.CreateNoRoute(step, options)];
        }

        using var capture = host is null ? WireCapture.On(step.HostNamespace, step.Links) : WireCapture.Towards(step.HostNamespace, host);
        var sightings = new HiddenFrames();
        while (true)
        {
            var sent = exchange.SendHops([step.Hops], options.Timeout, cancellationToken)[0];

            // If the other host isn't known, the frame with the marker names it.
            var frames = capture
                .Read()
                .Where(one => host is null || one.Frame.Destination.Equals(host) || one.Frame.Destination.Equals(target))
                .ToList();
            if (frames.FirstOrDefault(one => one.Frame.Shows(sent.Datagram.Marker)) is { } readable)
            {
                return [Record(step, options, sent, readable.ToSighting(isReadable: true, capture.LinkNames))];
            }

            sightings.Add(frames, sent.Answer is not null);
            if (sightings.IsOver)
            {
                return [Record(step, options, sent, sightings.ToSighting(capture.LinkNames))];
            }

            _ = cancellationToken.WaitHandle.WaitOne(Pause);
        }
    }

    /// <summary>Whether a sighting answers the check's question.</summary>
    protected abstract bool IsTelling(WireSighting sighting);

    private ProbeRecord Record(WireStep step, ProbeOptions options, Exchanged sent, WireSighting sighting) =>
        ProbeRecordFactory.Create(step, options, IsTelling(sighting) ? ProbeOutcome.Seen : ProbeOutcome.NotSeen, sent) with
        {
            Finding = sighting,
        };
}
