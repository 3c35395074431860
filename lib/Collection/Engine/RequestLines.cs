namespace NetAudit.Collection.Engine;

/// <summary>
/// Ends the lines of a request's head with CR and LF, as HTTP wants them. Docker.DotNet ends them as the platform does: with a bare LF
/// on Linux, which strict servers refuse or wait behind. What follows the head stays as it is.
/// </summary>
internal sealed class RequestLines
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private bool _isBody;
    private bool _isLineEmpty = true;
    private byte _last;

    /// <summary>The next bytes of a request, as they are to be sent.</summary>
    public ArraySegment<byte> Mend(byte[] buffer, int offset, int count)
    {
        if (_isBody)
        {
            return new ArraySegment<byte>(buffer, offset, count);
        }

        var sent = new List<byte>(count + 32);
        var end = offset + count;
        while (offset < end && !_isBody)
        {
            Add(sent, buffer[offset++]);
        }

        sent.AddRange(new ArraySegment<byte>(buffer, offset, end - offset));
        return new ArraySegment<byte>([.. sent]);
    }

    private void Add(List<byte> sent, byte one)
    {
        if (one == LineFeed)
        {
            if (_last != CarriageReturn)
            {
                sent.Add(CarriageReturn);
            }

            _isBody = _isLineEmpty;
            _isLineEmpty = true;
        }
        else if (one != CarriageReturn)
        {
            _isLineEmpty = false;
        }

        sent.Add(one);
        _last = one;
    }
}
