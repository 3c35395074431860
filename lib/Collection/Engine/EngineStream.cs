namespace NetAudit.Collection.Engine;

/// <summary>An answer is longer than the limit.</summary>
internal sealed class AnswerTooLongException() : IOException("the answer is too long");

/// <summary>
/// A connection to an engine during one request. It ends when cancelled, also on platforms whose sockets ignore cancellation while reading.
/// It also limits the bytes read: Docker.DotNet would read header lines without end.
/// </summary>
internal sealed class EngineStream : Stream
{
    /// <summary>What one answer may hold, headers included.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    private readonly Stream inner;
    private readonly bool keepsOpen;
    private readonly Action ended;
    private readonly CancellationTokenRegistration cancellation;
    private readonly RequestLines lines = new();

    /// <summary>The read-ahead buffer. Docker.DotNet reads a kilobyte at a time, and each read would be a system call and a wait.</summary>
    private readonly byte[] ahead;
    private int start;
    private int end;
    private long read;
    private bool hasHead;
    private bool hasEnded;

    /// <param name="channel">The connection.</param>
    /// <param name="keepsOpen">Whether the engine should keep it open after its answer. Docker.DotNet always asks to close it.</param>
    /// <param name="ended">Called once, when no more will be read.</param>
    /// <param name="cancellationToken">Closes the connection.</param>
    public EngineStream(EngineChannel channel, bool keepsOpen, Action ended, CancellationToken cancellationToken)
    {
        (inner, ahead) = (channel.Stream, channel.Buffer);
        this.keepsOpen = keepsOpen;
        this.ended = ended;
        cancellation = cancellationToken.Register(inner.Dispose);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        start < end ? Task.FromResult(Take(buffer, offset, count)) : FillAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        var sent = lines.Mend(buffer, offset, count);
        inner.Write(sent.Array!, sent.Offset, sent.Count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var sent = lines.Mend(buffer, offset, count);
        if (keepsOpen && !hasHead)
        {
            // Docker.DotNet's handler writes a request's head at once, before all else.
            hasHead = true;
            sent = ConnectionHeader.WithoutClose(sent);
        }

        return inner.WriteAsync(sent.Array!, sent.Offset, sent.Count, cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !hasEnded)
        {
            hasEnded = true;
            cancellation.Dispose();
            ended();
        }

        base.Dispose(disposing);
    }

    private async Task<int> FillAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (count >= ahead.Length)
        {
            return Counted(await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
        }

        start = 0;
        end = Counted(await inner.ReadAsync(ahead, 0, ahead.Length, cancellationToken).ConfigureAwait(false));
        return Take(buffer, offset, count);
    }

    private int Take(byte[] buffer, int offset, int count)
    {
        var taken = Math.Min(count, end - start);
        Array.Copy(ahead, start, buffer, offset, taken);
        start += taken;
        return taken;
    }

    private int Counted(int got)
    {
        read += got;
        return read <= MostBytes ? got : throw new AnswerTooLongException();
    }
}
