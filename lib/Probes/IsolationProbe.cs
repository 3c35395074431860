using System.Net;
using NetAudit.Model;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>Which containers reach each other: pairs in one network, and pairs of different networks or subnets.</summary>
internal sealed class IsolationProbe : IProbe
{
    private const string Within = "within";
    private const string Apart = "apart";

    private static readonly int[] Protocols = [IPv4Packet.Icmp, IPv4Packet.Tcp, IPv4Packet.Udp];

    // An ICMP error that isn't asked for here is one more that the kernel gives to the protocols' check.
    private static readonly int[] WithoutErrors = [IPv4Packet.Icmp, IPv4Packet.Tcp];

    public string Check => AspectIds.ApplicationIsolation;

    public IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
    [
        .. Pairs.Within(host, footprint, options).Select(pair => pair.Step(Check, footprint, "an ICMP echo request and a TCP SYN", $"{Within} {pair.To.NamespaceFile}")),
        .. Pairs.Apart(host, footprint, options).Select(pair => pair.Step(Check, footprint, "an ICMP echo request, a TCP SYN and a UDP datagram", $"{Apart} {pair.To.NamespaceFile}")),
    ];

    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var (kind, file) = (step.Detail.Split(' ')[0], step.Detail.Split(' ')[1]);
        var place = file.Length > 0 ? "local" : "remote";
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.Of(step, "nothing", "this host's kernel has no route to it", ProbeOutcome.Refused, place, 0)];
        }

        // Packets for another network leave by the default route: a stranger with the same address may answer, so the container itself must be asked.
        using var arrivals = kind == Apart && file.Length > 0 ? Arrivals.Open(file, Protocols, null) : null;
        var sent = exchange.Send(kind == Apart ? Protocols : WithoutErrors, arrivals, options.Timeout, cancellationToken);
        var (answer, outcome) = Judge(sent, arrivals is not null, options);
        return [ProbeRecordFactory.Of(step, string.Join("; ", sent.Select(one => one.Datagram.Words)), answer, outcome, place, sent.Min(one => one.Milliseconds))];
    }

    private static (string Answer, ProbeOutcome Outcome) Judge(IReadOnlyList<Exchanged> sent, bool watched, ProbeOptions options)
    {
        var reached = sent.Where(one => one.Answer?.Outcome == ProbeOutcome.Reached).ToList();
        var arrived = sent.Where(one => one.Arrived).ToList();
        var refused = sent.Where(one => one.Answer?.Outcome == ProbeOutcome.Refused).ToList();
        return watched && arrived.Count > 0 && reached.Count == 0 ? ($"no answer, but {Names(arrived)} arrived in the container's namespace", ProbeOutcome.Reached)
            : watched && arrived.Count == 0 && reached.Count > 0 ? ($"{Words(reached)}; but nothing arrived in the container: another host with its address answered", ProbeOutcome.Silent)
            : reached.Count > 0 ? (Words(reached), ProbeOutcome.Reached)
            : refused.Count > 0 ? (Words(refused), ProbeOutcome.Refused)
            : (ProbeRecordFactory.Nothing(options), ProbeOutcome.Silent);
    }

    private static string Words(IEnumerable<Exchanged> sent) => string.Join("; ", sent.Select(one => $"{one.Datagram.Name}: {one.Answer!.Words}"));

    private static string Names(IEnumerable<Exchanged> sent) => string.Join(", ", sent.Select(one => one.Datagram.Name));
}
