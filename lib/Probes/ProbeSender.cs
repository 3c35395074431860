using System.Globalization;
using NetAudit.Collection.Linux;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Probes;

/// <summary>
/// Sends a plan, bounded in number of threads and time. Each namespace and check has a thread, and so has each step that awaits silence;
/// other steps of a check run in order. So a wait in one check doesn't delay another. Steps that watch a link between hosts come last, one
/// at a time on each link. Weave's sleeve merges packets that wait at one time, so that they couldn't be distinguished.
/// </summary>
internal sealed class ProbeSender(ProbePlan plan, ICollectionLog log, CancellationToken cancellationToken)
{
    /// <summary>The most threads: they only wait.</summary>
    private const int MostThreads = 64;

    private readonly Dictionary<ProbeCheck, IProbe> _probes = Catalog.CreateAll<IProbe>().ToDictionary(probe => probe.Check);
    private readonly IReadOnlyList<ProbeRecord>?[] _results = new IReadOnlyList<ProbeRecord>?[plan.Steps.Count];
    private readonly GapList _gaps = new(log);
    private int _done;

    /// <summary>Sends all steps, and returns their records in the plan's order.</summary>
    public async Task<(IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps)> RunAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(plan.Options.TotalTimeout);
        using var gate = new SemaphoreSlim(MostThreads);
        var steps = plan.Steps.Select((step, index) => (Step: step, Index: index)).ToList();
        var watched = steps.Where(one => one.Step.IsWatched).ToList();
        var groups = steps
            .Except(watched)
            .GroupBy(one => (one.Step.NamespaceFile, one.Step.Check, Apart: one.Step.AwaitsSilence ? one.Index : 0));
        await Task.WhenAll(groups.Select(group => RunNamespaceAsync([.. group], gate, limit.Token))).ConfigureAwait(false);
        await Task.WhenAll(WatchedPaths(watched).Select(path => RunInTurnAsync(path, gate, limit.Token))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        return ([.. _results.SelectMany(records => records ?? [])], [.. _gaps.ToList().Distinct()]);
    }

    /// <summary>
    /// Groups the steps by the host at the other end. If one's host isn't known, its packets may take any link, so all steps are one group.
    /// </summary>
    internal static IEnumerable<IEnumerable<(ProbeStep Step, int Index)>> WatchedPaths(IReadOnlyList<(ProbeStep Step, int Index)> steps) =>
        steps.Any(one => one.Step.To.Host is null) ? [steps] : steps.GroupBy(one => one.Step.To.Host);

    private async Task RunInTurnAsync(IEnumerable<(ProbeStep Step, int Index)> steps, SemaphoreSlim gate, CancellationToken limit)
    {
        foreach (var group in steps.GroupBy(one => (one.Step.NamespaceFile, one.Step.Check)))
        {
            await RunNamespaceAsync([.. group], gate, limit).ConfigureAwait(false);
        }
    }

    private async Task RunNamespaceAsync(IReadOnlyList<(ProbeStep Step, int Index)> steps, SemaphoreSlim gate, CancellationToken limit)
    {
        var subject = $"probes from {ProbeWording.Sender(steps[0].Step.From, steps[0].Step.Solution)}";
        try
        {
            await gate.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                // A container that has ended is reported once, not for each step.
                NamespaceSockets.CloseAll(NamespaceSockets.OpenAll(steps[0].Step.NamespaceFile, [SocketKind.Udp]));

                // Not on a pool thread, as it mostly waits.
                await Task
                    .Factory.StartNew(() => RunSteps(steps, limit), limit, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }
        }
        catch (IOException problem)
        {
            _gaps.Add(subject, problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = string.Format(
                CultureInfo.InvariantCulture,
                "not all ended within {0:0.#} s",
                plan.Options.TotalTimeout.TotalSeconds
            );
            _gaps.Add(GapKind.TimedOut, subject, reason, "probe fewer containers, or with a shorter -ProbeTimeout");
        }
    }

    private void RunSteps(IReadOnlyList<(ProbeStep Step, int Index)> steps, CancellationToken limit)
    {
        foreach (var (step, index) in steps)
        {
            limit.ThrowIfCancellationRequested();
            log.Verbose($"Probe {Summary(step)}");
            _results[index] = RunStep(step, limit);
            log.Progress("Sending probes", Interlocked.Increment(ref _done), plan.Steps.Count);
        }
    }

    private static string Summary(ProbeStep step) =>
        $"{step.Check} from {ProbeWording.Sender(step.From, step.Solution)} to {ProbeWording.Target(step.To, step.Solution)}";

    private IReadOnlyList<ProbeRecord> RunStep(ProbeStep step, CancellationToken limit)
    {
        try
        {
            return _probes[step.Check].Run(step, plan.Options, limit);
        }
        catch (IOException problem)
        {
            _gaps.Add($"probe {Summary(step)}", problem);
            return [];
        }
    }
}
