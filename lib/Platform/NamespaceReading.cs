using System.Collections.Concurrent;
using NetAudit.Platform.Sockets;

namespace NetAudit.Platform;

/// <summary>Reads many namespaces: one thread opens sockets in them, others read from these. Few are open at a time.</summary>
internal sealed class NamespaceReading<T>(int readers, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<string, T> _read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Exception> _problems = new(StringComparer.Ordinal);
    private readonly Queue<(string Path, IReadOnlyList<KernelSocket> Sockets)> _open = new();
    private bool _isAllOpened;

    /// <summary>Opens sockets in each namespace on the calling thread, which must be made for it. It never throws.</summary>
    public void Open(IReadOnlyList<string> paths, Func<string, IReadOnlyList<SocketKind>> kindsOf)
    {
        try
        {
            using var door = new NamespaceDoor();
            foreach (var path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                OpenOne(door, path, kindsOf(path));
            }
        }
        catch (OperationCanceledException)
        {
            // This ends the readers too.
        }
        catch (Exception problem)
        {
            // An exception that left the thread would end the process.
            foreach (var path in paths)
            {
                _problems[path] = problem;
            }
        }
        finally
        {
            lock (_open)
            {
                _isAllOpened = true;
                Monitor.PulseAll(_open);
            }
        }
    }

    /// <summary>Reads from the sockets that are opened, until there are no more.</summary>
    public async Task<NamespaceReadings<T>> RunAsync(Func<Func<string, IReadOnlyList<KernelSocket>, T>> newReader)
    {
        var running = Enumerable
            .Range(0, readers)
            .Select(_ =>
                Task.Factory.StartNew(
                    () => ReadAll(newReader()),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            );
        await Task.WhenAll(running).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new NamespaceReadings<T>(_read, _problems);
    }

    private void OpenOne(NamespaceDoor door, string path, IReadOnlyList<SocketKind> kinds)
    {
        IReadOnlyList<KernelSocket> sockets;
        try
        {
            sockets = door.Open(path, kinds);
        }
        catch (IOException problem)
        {
            _problems[path] = problem;
            return;
        }

        lock (_open)
        {
            while (_open.Count >= 2 * readers)
            {
                Monitor.Wait(_open);
            }

            _open.Enqueue((path, sockets));
            Monitor.PulseAll(_open);
        }
    }

    /// <summary>The next open namespace; null when there will be no more.</summary>
    private (string Path, IReadOnlyList<KernelSocket> Sockets)? TakeOne()
    {
        lock (_open)
        {
            while (_open.Count == 0 && !_isAllOpened)
            {
                Monitor.Wait(_open);
            }

            if (_open.Count == 0)
            {
                return null;
            }

            Monitor.PulseAll(_open);
            return _open.Dequeue();
        }
    }

    private void ReadAll(Func<string, IReadOnlyList<KernelSocket>, T> read)
    {
        // To the end even if cancelled, as all that was opened is closed here.
        while (TakeOne() is var (path, sockets))
        {
            try
            {
                if (!cancellationToken.IsCancellationRequested)
                {
                    _read[path] = read(path, sockets);
                }
            }
            catch (Exception problem)
            {
                _problems[path] = problem;
            }
            finally
            {
                NamespaceSockets.CloseAll(sockets);
            }
        }
    }
}
