using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Probes.Wire;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>
/// Which vNIC a container's packets leave through: one packet to a neighbour, preferably on another host, and one to its default gateway.
/// Its own links are watched meanwhile.
/// </summary>
internal sealed class SeparateVnicProbe : Probe<VnicStep>
{
    /// <inheritdoc />
    public override ProbeCheck Check => ProbeCheck.SeparateVnic;

    /// <inheritdoc />
    public override IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var pairs = Pairs
            .Across(host, footprint, options, ProbePeerKind.Container, ProbePeerKind.HostEnd)
            .Concat(Pairs.Within(host, footprint, options))
            .GroupBy(pair => pair.From.Peer)
            .Select(group => group.First())
            .ToList();
        foreach (var container in pairs.GroupBy(pair => pair.From.NamespaceFile))
        {
            foreach (var pair in container)
            {
                yield return new VnicStep(pair.Ends(Check, footprint));
            }

            var first = container.First();
            if (Gateway(host, first.From) is { } gateway)
            {
                yield return new VnicStep(
                    first.Ends(Check, footprint) with
                    {
                        To = new() { Kind = ProbePeerKind.Gateway, Address = gateway },
                    }
                );
            }
        }
    }

    /// <inheritdoc />
    protected override IReadOnlyList<ProbeRecord> Run(VnicStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.CreateNoRoute(step, options)];
        }

        using var capture = WireCapture.OnAll(step.NamespaceFile);
        var sent = exchange.SendHops([IPv4Packet.UsualTimeToLive], options.Timeout, cancellationToken)[0];
        var link = capture.Read().FirstOrDefault(one => one.Frame.Shows(sent.Datagram.Marker))?.Link;
        var record = ProbeRecordFactory.Create(step, options, link is null ? ProbeOutcome.NotSeen : ProbeOutcome.Seen, sent);
        return
        [
            record with
            {
                Finding = new VnicUsed { Link = link, Watched = capture.LinkNames },
            },
        ];
    }

    private static string? Gateway(HostSnapshot host, ProbeEndpoint from) =>
        (host.NamespaceOf(from.Local!)?.Routes ?? [])
            .FirstOrDefault(route => route is { Family: 4, Destination: "default", Type: "unicast", Gateway: not null })
            ?.Gateway;
}
