namespace NetAudit.Collection.Engine;

/// <summary>
/// The connection of one request. It is kept for the next request if the whole answer arrived and the engine keeps it open too.
/// </summary>
/// <param name="kept">The kept connections.</param>
/// <param name="mayReuse">Whether the connection may have been used before, and may be used again.</param>
internal sealed class ConnectionLease(KeptConnections kept, bool mayReuse) : IDisposable
{
    private EngineStream? _stream;
    private bool _isKept;

    /// <summary>Whether the connection was reused and nothing arrived over it: the engine may have closed it meanwhile.</summary>
    public bool WasStale => IsReused && _stream is { Position: 0 };

    private bool IsReused { get; set; }

    /// <summary>Takes a kept connection, or opens one.</summary>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var old = mayReuse ? kept.Take() : null;
        IsReused = old is not null;
        var channel = old ?? await kept.OpenAsync(cancellationToken).ConfigureAwait(false);
        return _stream = new EngineStream(channel, keepsOpen: mayReuse, () => End(channel), cancellationToken);
    }

    /// <summary>Marks the answer as complete and nothing left to read, so that the connection is kept.</summary>
    public void Keep() => _isKept = mayReuse;

    /// <inheritdoc />
    public void Dispose() => _stream?.Dispose();

    private void End(EngineChannel channel)
    {
        if (_isKept)
        {
            kept.Keep(channel);
        }
        else
        {
            channel.Dispose();
        }
    }
}
