using System.Diagnostics;
using System.Globalization;
using NetAudit.Collection.Engine;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Trials;

/// <summary>Makes the networks of trials, watches them, and removes them whatever happens.</summary>
internal sealed class TrialRun(ITemporaryNetworkEngine engine, ProbeOptions options, TrialLimits limits, ICollectionLog log)
{
    private const string Subject = "temporary networks";

    private readonly TemporaryNetworkMark _mark = TemporaryNetworkMark.OfThisRun(options.TotalTimeout + limits.CleanUp);
    private readonly List<ProbeRecord> _records = [];
    private readonly List<Gap> _gaps = [];

    /// <summary>Runs all trials of a plan on an engine.</summary>
    public static async Task<(IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps)> OnAsync(
        EngineEndpoint endpoint,
        IReadOnlyList<NetworkTrial> trials,
        ProbeOptions options,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.TotalTimeout);
        try
        {
            using var engine = await TemporaryNetworkEngine.ConnectAsync(endpoint, log, limit.Token).ConfigureAwait(false);
            return await new TrialRun(engine, options, new TrialLimits(), log).RunAsync(trials, cancellationToken).ConfigureAwait(false);
        }
        catch (NetAuditException problem)
            when (!cancellationToken.IsCancellationRequested && problem.Error != NetAuditError.TemporaryNetworkLeft)
        {
            return ([], [Problem(problem)]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], [TooLate(options)]);
        }
    }

    /// <summary>Runs all trials, one after another.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, and nothing is left.</exception>
    /// <exception cref="NetAuditException">It was cancelled or failed, and a network could not be removed.</exception>
    public async Task<(IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps)> RunAsync(
        IReadOnlyList<NetworkTrial> trials,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.TotalTimeout);
        var left = new List<Gap>();
        try
        {
            if (trials.Any(trial => trial.Networks.Count > 0))
            {
                _gaps.AddRange(await new LeftNetworks(engine, log).RemoveAsync(DateTimeOffset.UtcNow, limit.Token).ConfigureAwait(false));
            }

            foreach (var trial in trials)
            {
                await OneAsync(trial, left, limit.Token).ConfigureAwait(false);
            }

            // A caller who cancelled gets no result, so an exception must report what is left.
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _gaps.Add(TooLate(options));
        }
        catch (NetAuditException problem) when (!cancellationToken.IsCancellationRequested)
        {
            _gaps.Add(Problem(problem));
        }
        catch (Exception ended) when (left.Count > 0)
        {
            throw new NetAuditException(
                NetAuditError.TemporaryNetworkLeft,
                $"The run was ended, and not all that it made could be removed: "
                    + $"{string.Join("; ", left.Select(gap => $"{gap.Subject}: {gap.Reason}"))}.",
                engine.Address,
                string.Join("; ", left.Select(gap => gap.Remedy)),
                ended
            );
        }

        return (_records, [.. _gaps, .. left]);
    }

    private async Task OneAsync(NetworkTrial trial, List<Gap> left, CancellationToken cancellationToken)
    {
        if (trial.Obstacle is { } obstacle)
        {
            _records.Add(Record(trial, new() { Obstacle = obstacle }, ProbeOutcome.Failed, TimeSpan.Zero));
            return;
        }

        var networks = new TemporaryNetworks(engine, _mark, limits);
        try
        {
            var patience = options.Timeout > limits.Allocation ? options.Timeout : limits.Allocation;
            foreach (var network in trial.Networks)
            {
                var record = await TryAsync(trial, network, networks, patience, cancellationToken).ConfigureAwait(false);
                _records.Add(record);
                if (record.Outcome != ProbeOutcome.Accepted)
                {
                    break;
                }

                var took = TimeSpan.FromTicks(record.Took.Ticks * limits.Deadline);
                patience = took > options.Timeout ? took : options.Timeout;
            }
        }
        finally
        {
            left.AddRange(await networks.RemoveAsync().ConfigureAwait(false));
        }
    }

    private async Task<ProbeRecord> TryAsync(
        NetworkTrial trial,
        TrialNetwork network,
        TemporaryNetworks networks,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        log.Verbose($"A temporary network for {trial.Check}: driver {network.Driver}, {TrialWording.Subnet(network)}");
        var clock = Stopwatch.StartNew();
        var asked = await networks.CreateAsync(network, cancellationToken).ConfigureAwait(false);
        var answer = asked.Id is { } id
            ? await new AllocationWatch(engine, limits.Between)
                .WatchAsync(id, network, patience, clock, cancellationToken)
                .ConfigureAwait(false)
            : new TrialAnswer
            {
                Kind = KindOf(asked),
                Status = asked.Status,
                Message = asked.Words,
            };
        return Record(
            trial,
            new()
            {
                Network = network,
                Name = asked.Name,
                Answer = answer,
            },
            OutcomeOf(answer.Kind),
            clock.Elapsed
        );
    }

    private static TrialAnswerKind KindOf(TemporaryNetworks.Asked asked) =>
        asked.Status is not { } status ? TrialAnswerKind.NoAnswer
        : IsRefusal(status, asked.Words) ? TrialAnswerKind.Refused
        : TrialAnswerKind.EngineFailed;

    private static ProbeOutcome OutcomeOf(TrialAnswerKind kind) =>
        kind switch
        {
            TrialAnswerKind.Allocated => ProbeOutcome.Accepted,
            TrialAnswerKind.Unallocated => ProbeOutcome.Unallocated,
            TrialAnswerKind.Refused => ProbeOutcome.Refused,
            _ => ProbeOutcome.Failed,
        };

    // Old engines refuse an overlap with a status that means an internal error.
    private static bool IsRefusal(int status, string words) =>
        status is >= 400 and < 500 || words.IndexOf("overlap", StringComparison.OrdinalIgnoreCase) >= 0;

    private static Gap Problem(NetAuditException problem) =>
        new()
        {
            Kind = GapKind.Refused,
            Subject = Subject,
            Reason = problem.Message,
            Remedy = problem.Recommendation,
        };

    private static Gap TooLate(ProbeOptions options) =>
        new()
        {
            Kind = GapKind.TimedOut,
            Subject = Subject,
            Reason = string.Format(CultureInfo.InvariantCulture, "not all was tried within {0:0.#} s", options.TotalTimeout.TotalSeconds),
            Remedy = "try again with a longer -Timeout",
        };

    private ProbeRecord Record(NetworkTrial trial, NetworkTried tried, ProbeOutcome outcome, TimeSpan took) =>
        new()
        {
            Check = trial.Check,
            Solution = trial.Solution,
            From = new() { Kind = ProbePeerKind.Engine, Address = engine.Address },
            Outcome = outcome,
            Finding = tried,
            Took = ProbeRecordFactory.FromMilliseconds(took.TotalMilliseconds),
        };
}
