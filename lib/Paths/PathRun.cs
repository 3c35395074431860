using System.Net;
using NetAudit.Model;
using NetAudit.Paths.Transfers;
using NetAudit.Platform.Sockets;
using NetAudit.Probes;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.Paths;

/// <summary>Measures paths between containers.</summary>
public static class PathRun
{
    /// <summary>The most measured at once: more would distort each other's figures.</summary>
    private const int MostAtOnce = 4;

    /// <summary>Finds a host's network namespaces on this machine.</summary>
    /// <param name="host">A snapshot that was just collected from a live engine.</param>
    /// <param name="log">Told of each step.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="NetAuditException">Packets can't be sent on this host from here.</exception>
    public static async Task<PathHost> FindHostAsync(HostContext host, ICollectionLog log, CancellationToken cancellationToken) =>
        new(host, await ProbeHost.FindNamespacesAsync(host.Snapshot, log, cancellationToken).ConfigureAwait(false));

    /// <summary>Plans what a run would measure. Nothing is sent.</summary>
    /// <param name="hosts">The hosts; a path between two of them is measured at both ends.</param>
    /// <param name="options">Limits and choices.</param>
    public static PathPlan Plan(IReadOnlyList<PathHost> hosts, PathOptions options) => PathPlan.Create(hosts, options);

    /// <summary>Measures steps of a plan. Steps without load run a few at once.</summary>
    /// <returns>A row for each step and measure, in their order.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing more is sent.</exception>
    public static async Task<IReadOnlyList<OverlayPath>> RunAsync(
        IReadOnlyList<PathStep> steps,
        PathOptions options,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        using var gate = new SemaphoreSlim(steps.Any(step => step.IsLoad) ? 1 : MostAtOnce);
        var done = 0;
        var rows = await Task.WhenAll(
                steps.Select(async step =>
                {
                    await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
                    try
                    {
                        log.Verbose($"Measuring {string.Join(" and ", step.Measures)} to {step.To} from {step.From}: {step.Words}");

                        // It mostly waits, so it doesn't belong on a pool thread.
                        return await Task
                            .Factory.StartNew(
                                () => Measure(step, options, cancellationToken),
                                cancellationToken,
                                TaskCreationOptions.LongRunning,
                                TaskScheduler.Default
                            )
                            .ConfigureAwait(false);
                    }
                    finally
                    {
                        log.Progress("Measuring paths", Interlocked.Increment(ref done), steps.Count);
                        _ = gate.Release();
                    }
                })
            )
            .ConfigureAwait(false);
        return [.. rows.SelectMany(row => row)];
    }

    private static IReadOnlyList<OverlayPath> Measure(PathStep step, PathOptions options, CancellationToken cancellationToken) =>
        step.IsLoad ? [Throughput(step, options, cancellationToken)] : Latencies(step, options, cancellationToken);

    private static List<OverlayPath> Latencies(PathStep step, PathOptions options, CancellationToken cancellationToken)
    {
        var pair = step.Pair;
        RoundTripProbe? overlay = null,
            underlay = null;
        try
        {
            overlay = Try(() => RoundTripProbe.Open(pair.Ends.From.NamespaceFile!, pair.Ends.To.Address, options.Timeout), out var problem);
            underlay = overlay is null ? null : Try(() => OpenUnderlay(pair, options), out _);
            if (overlay is not null)
            {
                Latency.Take([.. new[] { overlay, underlay }.OfType<RoundTripProbe>()], options, cancellationToken);
            }

            return
            [
                .. step.Measures.Select(measure =>
                {
                    var protocol = measure == PathMeasure.IcmpEcho ? IPv4Packet.Icmp : IPv4Packet.Tcp;
                    return LatencyRow.Create(
                        pair,
                        measure,
                        options,
                        overlay?.Result(protocol),
                        problem,
                        underlay?.Result(protocol),
                        underlay?.Source.ToString()
                    );
                }),
            ];
        }
        finally
        {
            overlay?.Dispose();
            underlay?.Dispose();
        }
    }

    private static RoundTripProbe? OpenUnderlay(PathPair pair, PathOptions options) =>
        pair.Underlay.Address is { } address && !pair.IsLocal && pair.Host.Namespaces.Host is { } file
            ? RoundTripProbe.Open(file, address, options.Timeout)
            : null;

    private static OverlayPath Throughput(PathStep step, PathOptions options, CancellationToken cancellationToken)
    {
        var (pair, measure) = (step.Pair, step.Measures[0]);
        var order = Order(pair, measure, options, cancellationToken);
        if (Below(pair, order) is not { } below)
        {
            var alone = Try(() => Transfer(measure, order, cancellationToken), out var reason);
            return ThroughputRow.Create(pair, measure, order, alone, reason, null, null);
        }

        // The overlay is measured in two halves with the underlay's in between, so that a change of the machine's speed affects both.
        var (overHalf, belowHalf) = (Half(order), Half(below));
        var overlay = Try(() => Transfer(measure, overHalf, cancellationToken), out var problem);
        var underlayProblem = (string?)null;
        var underlay = overlay is null ? null : Try(() => Both(belowHalf), out underlayProblem);
        overlay = overlay is null ? null : Try(() => overlay + Transfer(measure, overHalf, cancellationToken), out problem);
        return ThroughputRow.Create(pair, measure, order, overlay, problem, underlay, underlayProblem);

        TransferResult Both(TransferOrder half) => Transfer(measure, half, cancellationToken) + Transfer(measure, half, cancellationToken);
    }

    private static TransferOrder Half(TransferOrder order) => order with { Time = TimeSpan.FromTicks(order.Time.Ticks / 2) };

    private static TransferResult Transfer(PathMeasure measure, TransferOrder order, CancellationToken cancellationToken) =>
        measure == PathMeasure.TcpThroughput ? TcpTransfer.Run(order, cancellationToken) : UdpTransfer.Run(order, cancellationToken);

    private static TransferOrder Order(PathPair pair, PathMeasure measure, PathOptions options, CancellationToken cancellationToken)
    {
        var order = new TransferOrder
        {
            SenderFile = pair.Ends.From.NamespaceFile!,
            ReceiverFile = pair.Ends.To.NamespaceFile!,
            Target = IPAddress.Parse(pair.Ends.To.Address),
            Time = options.TransferTime,
            Timeout = options.Timeout,
        };
        return measure == PathMeasure.UdpThroughput ? DatagramSize.Find(order, pair, cancellationToken) : order;
    }

    private static TransferOrder? Below(PathPair pair, TransferOrder order) =>
        !pair.IsLocal && pair is { Underlay.Address: { } address, Host.Namespaces.Host: { } from, Other.Namespaces.Host: { } to }
            ? order with
            {
                SenderFile = from,
                ReceiverFile = to,
                Target = IPAddress.Parse(address),
            }
            : null;

    private static T? Try<T>(Func<T> work, out string? problem)
        where T : class?
    {
        try
        {
            problem = null;
            return work();
        }
        catch (IOException error)
        {
            problem = error.Message;
            return null;
        }
    }
}
