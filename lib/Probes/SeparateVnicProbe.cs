using System.Net;
using NetAudit.Model;
using NetAudit.Platform.Sockets;
using NetAudit.Probes.Wire;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>By which vNIC a container's packets leave: one to a neighbour, preferably on another host, and one to its default gateway. Its own links are watched meanwhile.</summary>
internal sealed class SeparateVnicProbe : IProbe
{
    private const string Words = "an ICMP echo request, while the container's own links are watched";

    /// <inheritdoc />
    public string Check => AspectIds.SeparateVnic;

    /// <inheritdoc />
    public IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var pairs = Pairs.Across(host, footprint, options, RemoteKind.Endpoint, RemoteKind.HostEnd).Concat(Pairs.Within(host, footprint, options))
            .GroupBy(pair => pair.From.From).Select(group => group.First()).ToList();
        foreach (var container in pairs.GroupBy(pair => pair.From.NamespaceFile))
        {
            foreach (var pair in container)
            {
                yield return pair.Step(Check, footprint, Words, "");
            }

            var from = container.First().From;
            if (Gateway(host, from) is { } gateway)
            {
                yield return new ProbeStep(Check, footprint.Solution, from.NamespaceFile!, from.From, null, $"{gateway} (its default gateway)", gateway, null, Words);
            }
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.Of(step, "nothing", "the container has no route to it", ProbeOutcome.Refused, "", 0)];
        }

        using var capture = WireCapture.OnAll(step.NamespaceFile);
        var sent = exchange.SendHops([IPv4Packet.UsualTimeToLive], options.Timeout, cancellationToken)[0];
        var link = capture.Read().FirstOrDefault(one => one.Frame.Shows(sent.Datagram.Marker))?.Link;
        var answer = sent.Answer?.Words ?? ProbeRecordFactory.Nothing(options);
        return [ProbeRecordFactory.Of(step, sent.Datagram.Words, link is null ? $"it left by none of {capture.Links}; {answer}" : $"it left by {link}; {answer}", link is null ? ProbeOutcome.NotSeen : ProbeOutcome.Seen, link ?? "", sent.Milliseconds)];
    }

    private static string? Gateway(HostSnapshot host, ProbeEndpoint from) =>
        (host.NamespaceOf(from.Local!)?.Routes ?? []).FirstOrDefault(route => route is { Family: 4, Destination: "default", Type: "unicast", Gateway: not null })?.Gateway;
}
