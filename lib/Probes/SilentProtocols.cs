using System.Diagnostics;
using System.Net;
using NetAudit.Platform.Sockets;

namespace NetAudit.Probes;

/// <summary>
/// Decides what silent protocols mean if others were answered, all of them at once. If the other end is on this host, receivers there show
/// what arrives. Otherwise it checks whether this kernel answers such a protocol at all, and then sends once more.
/// </summary>
internal sealed class SilentProtocols(ProtocolStep step, ProbeOptions options, Exchange exchange)
{
    // A kernel gives one host six ICMP errors at once, then one a second.
    private static readonly TimeSpan RateLimit = TimeSpan.FromSeconds(1.1);

    /// <summary>Decides what their silence means.</summary>
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

    /// <summary>Sends once more, after the other kernel's limit for ICMP errors allows one for each.</summary>
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

/// <summary>A decided silence.</summary>
/// <param name="Sent">The packet that decided it.</param>
/// <param name="IsNeverAnswered">Whether this kernel doesn't answer such a protocol, so that another host's silence shows nothing.</param>
internal sealed record SettledProtocol(Exchanged Sent, bool IsNeverAnswered);
