namespace NetAudit.Platform;

/// <summary>Waits for work that can't be interrupted, such as a read from a file system that hangs.</summary>
internal static class Deadline
{
    /// <summary>Runs work on a pool thread; past the limit or when cancelled it is left alone, and its result is dropped.</summary>
    /// <exception cref="TimeoutException">The limit has passed.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> work, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.Run(work, cancellationToken);
        var ended = await Task.WhenAny(running, Task.Delay(limit, waiting.Token)).ConfigureAwait(false);
        waiting.Cancel();
        if (ended == running)
        {
            return await running.ConfigureAwait(false);
        }

        _ = running.ContinueWith(
            dropped => dropped.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
        cancellationToken.ThrowIfCancellationRequested();
        throw new TimeoutException($"no answer within {limit.TotalSeconds:0} s");
    }

    /// <summary>Runs work that blocks, with a time limit.</summary>
    public static Task<T> RunAsync<T>(Func<T> work, TimeSpan limit, CancellationToken cancellationToken) =>
        RunAsync(() => Task.FromResult(work()), limit, cancellationToken);
}
