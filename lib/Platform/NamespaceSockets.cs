using NetAudit.Platform.Sockets;

namespace NetAudit.Platform;

/// <summary>The results of reading namespaces.</summary>
/// <param name="Read">Results by path.</param>
/// <param name="Problems">By path, why a namespace could not be entered or read.</param>
internal sealed record NamespaceReadings<T>(IReadOnlyDictionary<string, T> Read, IReadOnlyDictionary<string, Exception> Problems);

/// <summary>
/// Opens sockets in network namespaces. Only a thread made for it enters one, only to open them (<see cref="NamespaceDoor"/>); the sockets
/// are then used from outside, by any thread.
/// </summary>
internal static class NamespaceSockets
{
    /// <summary>The name of the threads that enter namespaces, as in /proc/PID/task/TID/comm.</summary>
    public const string ThreadName = "NetAudit setns";

    /// <summary>The most reading threads: they wait for the kernel's locks more than they compute.</summary>
    private const int MostReaders = 8;

    /// <summary>Opens sockets in a namespace, and waits until they are open.</summary>
    /// <exception cref="IOException">The namespace can't be entered; the message says why.</exception>
    public static IReadOnlyList<KernelSocket> Open(string namespaceFile, IReadOnlyList<SocketKind> kinds)
    {
        IReadOnlyList<KernelSocket>? opened = null;
        Exception? problem = null;
        var thread = StartThread(() =>
        {
            try
            {
                using var door = new NamespaceDoor();
                opened = door.Open(namespaceFile, kinds);
            }
            catch (Exception exception)
            {
                // An exception that left the thread would end the process.
                problem = exception;
            }
        });
        thread.Join();
        return opened ?? throw new IOException(problem!.Message, problem);
    }

    /// <summary>Opens all sockets or none: if the kernel refuses one, the others are closed. Only a file may be missing.</summary>
    /// <exception cref="IOException">The namespace can't be entered, or a socket can't be opened; the message says why.</exception>
    public static IReadOnlyList<KernelSocket> OpenAll(string namespaceFile, IReadOnlyList<SocketKind> kinds)
    {
        var opened = Open(namespaceFile, kinds);
        var indexes = Enumerable.Range(0, opened.Count).Where(at => opened[at].Error != 0 && kinds[at].Path is null).ToList();
        if (indexes.Count == 0)
        {
            return opened;
        }

        var refused = indexes[0];
        var error = opened[refused].Error;
        var needs = error == Errno.NotPermitted && kinds[refused].NeedsNetRaw ? $", which needs {Capability.NetRaw.Name()}" : "";
        CloseAll(opened);
        throw new IOException($"a socket can't be opened: {Errno.Words(error)}{needs}");
    }

    /// <summary>Opens sockets in namespaces and reads from them, on as many threads as there are cores.</summary>
    /// <param name="namespaceFiles">Paths of namespace files: "/proc/407/ns/net".</param>
    /// <param name="kindsOf">The sockets that a namespace needs, by its path.</param>
    /// <param name="newReader">Makes a reader for one thread. The reader gets path and sockets, which are closed afterwards.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static async Task<NamespaceReadings<T>> ReadEachAsync<T>(
        IReadOnlyCollection<string> namespaceFiles,
        Func<string, IReadOnlyList<SocketKind>> kindsOf,
        Func<Func<string, IReadOnlyList<KernelSocket>, T>> newReader,
        CancellationToken cancellationToken
    )
    {
        var reading = new NamespaceReading<T>(namespaceFiles, kindsOf, cancellationToken);
        var threads = Math.Min(namespaceFiles.Count, Math.Min(MostReaders, Environment.ProcessorCount));
        var readers = Task.WhenAll(Enumerable.Range(0, threads).Select(_ => RunAsync(() => reading.ReadAll(newReader))));

        // A caller who cancels gets an answer at once. A thread ends after its current namespace.
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => cancelled.TrySetResult(true));
        _ = await Task.WhenAny(readers, cancelled.Task).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return reading.Result();
    }

    /// <summary>Closes them.</summary>
    public static void CloseAll(IEnumerable<KernelSocket> sockets)
    {
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }

    private static Task RunAsync(Action work)
    {
        // What waits for it goes on elsewhere: this thread does nothing but its work.
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = StartThread(() =>
        {
            work();
            done.SetResult(true);
        });
        return done.Task;
    }

    private static Thread StartThread(Action work)
    {
        var thread = new Thread(() => work()) { IsBackground = true, Name = ThreadName };
        thread.Start();
        return thread;
    }
}
