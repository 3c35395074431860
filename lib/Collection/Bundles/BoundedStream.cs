namespace NetAudit.Collection.Bundles;

/// <summary>A stream has more bytes than the limit.</summary>
internal sealed class BoundExceededException : Exception { }

/// <summary>Reads another stream, and no further than a bound: headers, padding and skipped entries of an archive count too.</summary>
internal sealed class BoundedStream(Stream inner, long bound) : Stream
{
    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var got = inner.Read(buffer, offset, count);
        read += got;
        return read <= bound ? got : throw new BoundExceededException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
