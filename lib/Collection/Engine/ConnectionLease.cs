namespace NetAudit.Collection.Engine;

/// <summary>
/// The connection of one request. It goes back to those that are kept if the answer came whole and the engine keeps it open too.
/// </summary>
/// <param name="kept">Where it is taken from.</param>
/// <param name="mayReuse">Whether it may be one that was used before, and be used again.</param>
internal sealed class ConnectionLease(KeptConnections kept, bool mayReuse) : IDisposable
{
    private EngineStream? _stream;
    private bool _isKept;

    /// <summary>Whether it was used before, and nothing came over it this time: the engine may have closed it meanwhile.</summary>
    public bool WasStale => IsReused && _stream is { Position: 0 };

    private bool IsReused { get; set; }

    /// <summary>Opens it, or takes one that is kept.</summary>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var old = mayReuse ? kept.Take() : null;
        IsReused = old is not null;
        var channel = old ?? await kept.OpenAsync(cancellationToken).ConfigureAwait(false);
        return _stream = new EngineStream(channel.Stream, keepsOpen: mayReuse, () => End(channel), cancellationToken);
    }

    /// <summary>Says that the answer was read to its end, as long as its head says, and nothing lies beyond.</summary>
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
