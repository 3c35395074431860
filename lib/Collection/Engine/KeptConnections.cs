using System.Collections.Concurrent;

namespace NetAudit.Collection.Engine;

/// <summary>
/// Connections over which an answer came whole, for the next request: to connect takes longer than most answers, and with TLS much longer.
/// </summary>
internal sealed class KeptConnections(EngineConnection connection) : IDisposable
{
    private readonly ConcurrentStack<EngineChannel> _idle = new();
    private volatile bool _isDisposed;

    /// <summary>Takes a kept connection that is quiet; null if there is none.</summary>
    public EngineChannel? Take()
    {
        while (_idle.TryPop(out var channel))
        {
            if (channel.IsQuiet)
            {
                return channel;
            }

            channel.Dispose();
        }

        return null;
    }

    /// <summary>Opens a connection.</summary>
    public Task<EngineChannel> OpenAsync(CancellationToken cancellationToken) => connection.OpenAsync(cancellationToken);

    /// <summary>Keeps a connection for the next request.</summary>
    public void Keep(EngineChannel channel)
    {
        _idle.Push(channel);
        if (_isDisposed)
        {
            Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryPop(out var channel))
        {
            channel.Dispose();
        }
    }
}
