using System.Diagnostics;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Sockets;

/// <summary>Waits for the replies to datagrams that were sent.</summary>
/// <param name="exchange">The exchange that sent them.</param>
/// <param name="sent">The datagrams.</param>
/// <param name="timeout">The time limit.</param>
internal sealed class AnswerWait(Exchange exchange, List<Exchanged> sent, TimeSpan timeout)
{
    private const int Slice = 50;

    /// <summary>The shortest wait, also on one machine, which may be busy.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Waits until each is answered. If there are receivers, those that the target itself answered must have arrived too.
    /// </summary>
    /// <param name="arrivals">Receivers at the other end, or none.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> UntilAnswered(Arrivals? arrivals, CancellationToken cancellationToken) =>
        While((one, _) => one.Answer is null || (arrivals is not null && IsStillToArrive(one)), arrivals, cancellationToken);

    /// <summary>Waits until each is answered or has arrived.</summary>
    /// <param name="arrivals">Receivers at the other end.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> UntilSeen(Arrivals arrivals, CancellationToken cancellationToken) =>
        While((one, _) => one.Answer is null && !one.Arrived, arrivals, cancellationToken);

    /// <summary>
    /// Waits until each is answered. Once one is, the others get ten times as long as the slowest answer took. Those not answered by then
    /// need not be lost.
    /// </summary>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> Briefly(CancellationToken cancellationToken) =>
        While((one, waited) => one.Answer is null && waited < Patience(), null, cancellationToken);

    private static bool IsStillToArrive(Exchanged one) => !one.Arrived && one.Answer?.Outcome == ProbeOutcome.Reached;

    private TimeSpan Patience()
    {
        List<double> answered = [.. sent.Where(one => one.Answer is not null).Select(one => one.Milliseconds)];
        return answered.Count == 0
            ? TimeSpan.MaxValue
            : TimeSpan.FromMilliseconds(Math.Max(s_shortest.TotalMilliseconds, 10 * answered.Max()));
    }

    private List<Exchanged> While(Func<Exchanged, TimeSpan, bool> isAwaited, Arrivals? arrivals, CancellationToken cancellationToken)
    {
        IReadOnlyList<RawSocket> sockets = [.. exchange.Answers, .. arrivals?.Sockets ?? []];
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < timeout && sent.Exists(one => isAwaited(one, clock.Elapsed)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            RawSocket.Wait(sockets, Slice);
            exchange.Read(sent);
            arrivals?.Read(sent);
        }

        sent.ForEach(one => one.Sent.Stop());
        return sent;
    }
}
