using System.Diagnostics;
using System.Net;
using NetAudit.Platform.Sockets;

namespace NetAudit.Probes;

/// <summary>
/// Settles silences if other protocols were answered, all of them at once. If the other end is on this host, receivers there tell what
/// arrives. Otherwise it asks whether this kernel answers such a protocol at all, then once more.
/// </summary>
internal sealed class SilentProtocols(ProtocolStep step, ProbeOptions options, Exchange exchange)
{
    // A kernel gives one host six ICMP errors at once, then one a second.
    private static readonly TimeSpan RateLimit = TimeSpan.FromSeconds(1.1);

    /// <summary>What became of them.</summary>
    /// <param name="protocols">Their numbers.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<SettledProtocol> Settle(IReadOnlyList<int> protocols, CancellationToken cancellationToken)
    {
        if (protocols.Count == 0)
        {
            return [];
        }

        if (step.OtherNamespace is { } file)
        {
            using var arrivals = Arrivals.Open(file, protocols, exchange.Source);
            return Settled(exchange.SendUntilSeen(protocols, arrivals, options.Timeout, cancellationToken));
        }

        var clock = Stopwatch.StartNew();
        using var self = Exchange.Open(step.NamespaceFile, IPAddress.Loopback);
        var own = self?.Send(protocols, null, options.Timeout, cancellationToken) ?? [];
        var never = own.Where(one => one.Answer is null).Select(one => new SettledProtocol(one, IsNeverAnswered: true)).ToList();
        int[] rest = [.. protocols.Except(never.Select(one => one.Sent.Datagram.Protocol))];
        return rest.Length == 0 ? never : [.. never, .. AskAgain(rest, clock, cancellationToken)];
    }

    /// <summary>Asks once more, when the other kernel may give an error to each.</summary>
    private IEnumerable<SettledProtocol> AskAgain(IReadOnlyList<int> protocols, Stopwatch clock, CancellationToken cancellationToken)
    {
        var left = TimeSpan.FromTicks(RateLimit.Ticks * protocols.Count) - clock.Elapsed;
        _ = left > TimeSpan.Zero && cancellationToken.WaitHandle.WaitOne(left);
        cancellationToken.ThrowIfCancellationRequested();
        return Settled(exchange.Send(protocols, null, options.Timeout, cancellationToken));
    }

    private static IReadOnlyList<SettledProtocol> Settled(IReadOnlyList<Exchanged> sent) =>
        [.. sent.Select(one => new SettledProtocol(one, IsNeverAnswered: false))];
}

/// <summary>A silence that was settled.</summary>
/// <param name="Sent">What was sent for it, and what became of that.</param>
/// <param name="IsNeverAnswered">Whether this kernel doesn't answer such a protocol, so that silence of another one tells nothing.</param>
internal sealed record SettledProtocol(Exchanged Sent, bool IsNeverAnswered);
