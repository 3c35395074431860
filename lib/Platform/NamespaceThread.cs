namespace NetAudit.Platform;

/// <summary>
/// Work inside network namespaces, on a thread made for it: setns sticks to the thread, so a pool thread must never be used.
/// </summary>
internal static class NamespaceThread
{
    /// <summary>
    /// Runs <paramref name="work"/> once inside each namespace, one after another on one dedicated thread, which then ends.
    /// </summary>
    /// <param name="namespaceFiles">Paths of namespace files: "/proc/407/ns/net".</param>
    /// <param name="work">The work; given the path.</param>
    /// <param name="failed">Told of a path whose namespace could not be entered or whose work failed, with the reason.</param>
    /// <param name="cancellationToken">Checked before each namespace.</param>
    /// <returns>Results by path, of those that succeeded.</returns>
    public static Task<IReadOnlyDictionary<string, T>> RunAsync<T>(
        IReadOnlyCollection<string> namespaceFiles, Func<string, T> work, Action<string, string> failed, CancellationToken cancellationToken)
    {
        // Continuations must not run on this thread: they would find themselves in a container's namespace.
        var ended = new TaskCompletionSource<IReadOnlyDictionary<string, T>>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A caller who cancels gets the answer at once; the thread ends after the namespace it is in.
        var cancellation = cancellationToken.Register(() => ended.TrySetCanceled(cancellationToken));
        var paths = namespaceFiles.ToArray();
        var thread = new Thread(() =>
        {
            try
            {
                ended.TrySetResult(Returning(() => RunAll(paths, work, failed, cancellationToken)));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                ended.TrySetCanceled(cancellationToken);
            }
            catch (Exception exception)
            {
                // An exception that left the thread would end the process.
                ended.TrySetException(exception);
            }
            finally
            {
                cancellation.Dispose();
            }
        })
        {
            IsBackground = true,
            Name = "NetAudit namespaces",
        };
        thread.Start();
        return ended.Task;
    }

    /// <summary>
    /// Does brief work inside one namespace, and waits for it: opens sockets, which stay in that namespace whichever thread uses them then.
    /// It isn't cut short by a cancellation, so that nothing that was opened is lost.
    /// </summary>
    /// <exception cref="IOException">The namespace can't be entered, or the work failed; the message says why.</exception>
    public static T Open<T>(string namespaceFile, Func<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string? problem = null;
        var done = RunAsync([namespaceFile], _ => work(), (_, reason) => problem = reason, CancellationToken.None).GetAwaiter().GetResult();
        return done.TryGetValue(namespaceFile, out var result) ? result : throw new IOException(problem ?? $"{namespaceFile} can't be entered");
    }

    /// <summary>
    /// Does work that enters namespaces, then goes back to where the calling thread was. Handing over a result may make the pool start a thread, from this one: it
    /// would begin in this one's namespace, and stay there for the process's life.
    /// </summary>
    internal static T Returning<T>(Func<T> work)
    {
        var own = LibC.OpenForReading("/proc/thread-self/ns/net");
        try
        {
            return work();
        }
        finally
        {
            _ = LibC.EnterNetworkNamespace(own);
            _ = LibC.Close(own);
        }
    }

    private static Dictionary<string, T> RunAll<T>(
        string[] paths, Func<string, T> work, Action<string, string> failed, CancellationToken cancellationToken)
    {
        var results = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Enter(path) is { } refusal)
            {
                failed(path, refusal);
                continue;
            }

            T result;
            try
            {
                result = work(path);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                failed(path, exception.Message);
                continue;
            }

            results[path] = result;
        }

        return results;
    }

    /// <summary>Enters a namespace, or tells why not; then the thread stays where it was.</summary>
    internal static string? Enter(string path)
    {
        var descriptor = LibC.OpenForReading(path);
        if (descriptor < 0)
        {
            return LibC.LastError() switch
            {
                Errno.NoEntry or 3 => "the namespace file is gone: its process or container has ended (ENOENT)",
                var code => "the namespace file can't be opened: " + Errno.Words(code),
            };
        }

        try
        {
            return LibC.EnterNetworkNamespace(descriptor) == 0 ? null : LibC.LastError() switch
            {
                Errno.Invalid => "the file is not, or no longer, a network namespace (EINVAL)",
                var code => "the namespace can't be entered: " + Errno.Words(code),
            };
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }
}
