using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>Which containers reach each other: pairs in one network, and pairs of different networks or subnets.</summary>
internal sealed class IsolationProbe : Probe<IsolationStep>
{
    private static readonly int[] Protocols = [IPv4Packet.Icmp, IPv4Packet.Tcp, IPv4Packet.Udp];

    // An ICMP error that isn't asked for here is one more that the kernel gives to the protocols' check.
    private static readonly int[] WithoutErrors = [IPv4Packet.Icmp, IPv4Packet.Tcp];

    public override ProbeCheck Check => ProbeCheck.ApplicationIsolation;

    public override IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        [
            .. Pairs.Within(host, footprint, options).Select(pair => Step(pair, footprint, isApart: false)),
            .. Pairs.Apart(host, footprint, options).Select(pair => Step(pair, footprint, isApart: true)),
        ];

    /// <summary>Whether a packet that was sent reached its target.</summary>
    internal static ProbeOutcome Judge(IReadOnlyList<Exchanged> sent, bool isWatched)
    {
        var isReached = sent.Any(one => one.Answer?.Outcome == ProbeOutcome.Reached);
        var isRefused = sent.Any(one => one.Answer?.Outcome == ProbeOutcome.Refused);
        var hasArrived = sent.Any(one => one.Arrived);

        // If the container is watched and got nothing, another one with the same address answered.
        var crossed = isWatched ? hasArrived : isReached;
        return crossed ? ProbeOutcome.Reached
            : isRefused && !isReached ? ProbeOutcome.Refused
            : ProbeOutcome.Silent;
    }

    protected override IReadOnlyList<ProbeRecord> Run(IsolationStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        using var exchange = Exchange.Open(step.NamespaceFile, IPAddress.Parse(step.Target));
        if (exchange is null)
        {
            return [ProbeRecordFactory.CreateNoRoute(step, options)];
        }

        // Packets for another network leave through the default route, so a stranger with the same address may answer. The container itself
        // must be watched.
        var watched = step.IsApart ? step.OtherNamespace : null;
        using var arrivals = watched is null ? null : Arrivals.Open(watched, Protocols, null);
        var sent = exchange.Send(step.IsApart ? Protocols : WithoutErrors, arrivals, options.Timeout, cancellationToken);
        var record = ProbeRecordFactory.Create(step, options, Judge(sent, watched is not null), sent);
        return [record with { Finding = new IsolationAnswer { IsWatched = watched is not null } }];
    }

    private IsolationStep Step(ProbePair pair, Footprint footprint, bool isApart) =>
        new(pair.Ends(Check, footprint), isApart, pair.To.NamespaceFile);
}
