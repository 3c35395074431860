using System.Globalization;
using NetAudit.Collection.Linux;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Probes;

/// <summary>Sends a plan: one thread a namespace and check, so that a wait for silence in one check holds up no other; the steps of one in their order, bounded in number and time.</summary>
internal sealed class ProbeSender(ProbePlan plan, ICollectionLog log, CancellationToken cancellationToken)
{
    /// <summary>All that they do is wait.</summary>
    private const int MostThreads = 64;

    private readonly Dictionary<string, IProbe> _probes = Catalog.Of<IProbe>().ToDictionary(probe => probe.Check);
    private readonly IReadOnlyList<ProbeRecord>?[] _results = new IReadOnlyList<ProbeRecord>?[plan.Steps.Count];
    private readonly GapList _gaps = new(log);
    private int _done;

    /// <summary>Sends all, and gives what they showed in the plan's order.</summary>
    public async Task<(IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps)> RunAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(plan.Options.TotalTimeout);
        using var gate = new SemaphoreSlim(MostThreads);
        var groups = plan.Steps.Select((step, index) => (step, index)).GroupBy(one => (one.step.NamespaceFile, one.step.Check));
        await Task.WhenAll(groups.Select(group => RunNamespaceAsync(group.Key.NamespaceFile, [.. group], gate, limit.Token))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // A thread that was left behind at the limit may still be at its last step.
        lock (_results)
        {
            return ([.. _results.SelectMany(records => records ?? [])], [.. _gaps.ToList().Distinct()]);
        }
    }

    private async Task RunNamespaceAsync(string file, IReadOnlyList<(ProbeStep Step, int Index)> steps, SemaphoreSlim gate, CancellationToken limit)
    {
        var subject = $"probes from {steps[0].Step.From}";
        try
        {
            await gate.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                await NamespaceThread.RunAsync([file], _ => RunSteps(steps, limit), (_, reason) => _gaps.Add(GapKind.Other, subject, reason), limit).ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _gaps.Add(GapKind.TimedOut, subject, string.Format(CultureInfo.InvariantCulture, "not all ended within {0:0.#} s", plan.Options.TotalTimeout.TotalSeconds), "probe fewer containers, or with a shorter -ProbeTimeout");
        }
    }

    private bool RunSteps(IReadOnlyList<(ProbeStep Step, int Index)> steps, CancellationToken limit)
    {
        foreach (var (step, index) in steps)
        {
            limit.ThrowIfCancellationRequested();
            log.Verbose($"Probe {step.Check} from {step.From} to {step.To}: {step.Words}");
            var records = RunStep(step, limit);
            lock (_results)
            {
                _results[index] = records;
            }

            log.Progress("Sending probes", Interlocked.Increment(ref _done), plan.Steps.Count);
        }

        return true;
    }

    private IReadOnlyList<ProbeRecord> RunStep(ProbeStep step, CancellationToken limit)
    {
        try
        {
            return _probes[step.Check].Run(step, plan.Options, limit);
        }
        catch (Exception problem) when (problem is IOException or System.Net.Sockets.SocketException)
        {
            _gaps.Add($"probe {step.Check} from {step.From} to {step.To}", problem);
            return [];
        }
    }
}
