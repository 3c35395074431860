using NetAudit.Collection;
using NetAudit.Collection.Formats;
using NetAudit.Collection.Linux.Processes;
using NetAudit.Model;
using NetAudit.Probes.Trials;

namespace NetAudit.Fleet;

/// <summary>The service of one run, which is removed whatever happens. Services that an earlier, killed run left are removed too.</summary>
internal sealed class SwarmService(SwarmEngine engine, ICollectionLog log)
{
    /// <summary>The time limit for the removal, which ignores cancellation.</summary>
    public static readonly TimeSpan LongestRemoval = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(300);

    private bool _asked;

    /// <summary>Its name.</summary>
    public string Name { get; } = SwarmJob.NewName();

    /// <summary>Creates it. Even when cancelled, an answer that is under way is awaited.</summary>
    /// <exception cref="NetAuditException">The manager refuses.</exception>
    public async Task CreateAsync(string image, TimeSpan longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mark = TemporaryNetworkMark.OfThisRun(longest + LongestRemoval);
        using var limit = new CancellationTokenSource(s_answerLimit);
        _asked = true;
        var answer = await engine.CreateAsync(SwarmJob.Specification(Name, image, mark), limit.Token).ConfigureAwait(false);
        if (answer.Content is null)
        {
            throw SwarmFailure.NoAnswer(engine.Address, "the job", answer.Status, answer.Refusal);
        }
    }

    /// <summary>Removes it, if it was requested.</summary>
    /// <returns>The error that names what is left; null if nothing is.</returns>
    public async Task<NetAuditException?> RemoveAsync()
    {
        if (!_asked)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(LongestRemoval);
        var trouble = "no answer came";
        while (!limit.IsCancellationRequested)
        {
            try
            {
                var answer = await engine.RemoveAsync(Name, limit.Token).ConfigureAwait(false);
                if (answer.Status is 404 or (>= 200 and < 300))
                {
                    log.Verbose($"The service {Name} is removed.");
                    return null;
                }

                trouble = $"{answer.Status} {answer.Refusal.TrimEnd('.')}";
                await Task.Delay(s_between, limit.Token).ConfigureAwait(false);
            }
            catch (NetAuditException problem)
            {
                trouble = problem.Message.TrimEnd('.');
                await Task.Delay(s_between, CancellationToken.None).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return SwarmFailure.Left(engine.Address, Name, trouble);
    }

    /// <summary>Removes the services of runs that have ended. A run that still goes on keeps its own.</summary>
    public async Task RemoveLeftAsync(CancellationToken cancellationToken)
    {
        var listed = await engine.MarkedServicesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var service in (listed.Content ?? []).OfType<JsonObject>())
        {
            var specification = service.Object("Spec");
            var mark = TemporaryNetworkMark.Parse(specification.Object("Labels").Text(TemporaryNetworkMark.Label));
            if (
                specification.Word("Name") is { } name
                && name.StartsWith(SwarmJob.NamePrefix, StringComparison.Ordinal)
                && mark?.IsOver(DateTimeOffset.UtcNow, ProcessIdentity.Runs) == true
            )
            {
                var answer = await engine.RemoveAsync(name, cancellationToken).ConfigureAwait(false);
                log.Warning(
                    answer.Status is 404 or (>= 200 and < 300)
                        ? $"An earlier run that was ended left the service {name}; it is removed."
                        : $"An earlier run left the service {name}, and the manager does not remove it: {answer.Status} {answer.Refusal}"
                );
            }
        }
    }
}
