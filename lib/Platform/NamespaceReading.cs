using System.Collections.Concurrent;
using NetAudit.Platform.Sockets;

namespace NetAudit.Platform;

/// <summary>Reads many namespaces on several threads. Each opens sockets in one, comes back, and reads from them.</summary>
/// <param name="paths">Paths of namespace files.</param>
/// <param name="kindsOf">The sockets that a namespace needs, by its path.</param>
/// <param name="cancellationToken">Ends it after the current namespaces.</param>
internal sealed class NamespaceReading<T>(
    IEnumerable<string> paths,
    Func<string, IReadOnlyList<SocketKind>> kindsOf,
    CancellationToken cancellationToken
)
{
    private readonly ConcurrentQueue<string> _left = new(paths);
    private readonly ConcurrentDictionary<string, T> _read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Exception> _problems = new(StringComparer.Ordinal);
    private Exception? _problem;

    /// <summary>Reads until no namespace is left, on the calling thread, which must be made for it. It never throws.</summary>
    public void ReadAll(Func<Func<string, IReadOnlyList<KernelSocket>, T>> newReader)
    {
        try
        {
            var read = newReader();
            using var door = new NamespaceDoor();
            while (door.IsHome && !cancellationToken.IsCancellationRequested && _left.TryDequeue(out var path))
            {
                ReadOne(door, path, read);
            }
        }
        catch (Exception problem)
        {
            // An exception that left the thread would end the process.
            _problem = problem;
        }
    }

    /// <summary>The results, when all threads have ended.</summary>
    public NamespaceReadings<T> Result()
    {
        // None is left unless each thread failed, or did not come back from a namespace.
        while (_left.TryDequeue(out var path))
        {
            _problems[path] = _problem ?? new IOException("no thread was left that could enter it");
        }

        return new NamespaceReadings<T>(_read, _problems);
    }

    private void ReadOne(NamespaceDoor door, string path, Func<string, IReadOnlyList<KernelSocket>, T> read)
    {
        IReadOnlyList<KernelSocket> sockets = [];
        try
        {
            sockets = door.Open(path, kindsOf(path));
            _read[path] = read(path, sockets);
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
