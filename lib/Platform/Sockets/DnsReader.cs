using System.Text;

namespace NetAudit.Platform.Sockets;

/// <summary>Reads the parts of a DNS message, one after another.</summary>
internal sealed class DnsReader
{
    /// <summary>The class IN.</summary>
    public const byte Internet = 1;

    /// <summary>The most bytes of a label.</summary>
    public const int LongestLabel = 63;

    /// <summary>A name has at most 255 bytes, and so at most this many labels.</summary>
    private const int MostLabels = 128;

    /// <summary>The most bytes of a name, with the length bytes of its labels.</summary>
    private const int LongestName = 255;

    private const int Reference = 0xC0;

    private readonly byte[] _message;
    private readonly int _end;
    private int _at;

    /// <summary>Reads a whole message.</summary>
    public DnsReader(byte[] message, int length)
        : this([.. message.Take(length)], length, 0) { }

    // Names can point to earlier ones, so a part keeps the whole message.
    private DnsReader(byte[] message, int end, int at) => (_message, _end, _at) = (message, end, at);

    /// <summary>The next number.</summary>
    public int UInt16()
    {
        Skip(2);
        return (_message[_at - 2] << 8) | _message[_at - 1];
    }

    /// <summary>Skips some bytes.</summary>
    /// <exception cref="FormatException">There are fewer.</exception>
    public void Skip(int count)
    {
        if (count > _end - _at)
        {
            throw new FormatException("A DNS message is cut short.");
        }

        _at += count;
    }

    /// <summary>A reader of the next bytes only.</summary>
    public DnsReader Part(int length)
    {
        Skip(length);
        return new DnsReader(_message, _at, _at - length);
    }

    /// <summary>The remaining bytes.</summary>
    public byte[] Bytes()
    {
        var bytes = new byte[_end - _at];
        Array.Copy(_message, _at, bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>The next name, without a dot at its end; bytes that no host name has are written \DDD.</summary>
    /// <exception cref="FormatException">It has no end.</exception>
    public string Name()
    {
        var labels = new List<string>();
        var (place, last) = (_at, _end);
        int? resume = null;
        var total = 1;
        for (var steps = 0; steps < MostLabels; steps++)
        {
            var length = place < last ? _message[place] : throw new FormatException("A name in a DNS message is cut short.");
            if (length == 0)
            {
                _at = resume ?? place + 1;
                return string.Join(".", labels);
            }

            if (place + 1 + (length <= LongestLabel ? length : 0) >= last || length is > LongestLabel and < Reference)
            {
                throw new FormatException("A name in a DNS message is malformed.");
            }

            if (length >= Reference)
            {
                resume ??= place + 2;
                (place, last) = (((length - Reference) << 8) | _message[place + 1], _message.Length);
            }
            else if ((total += 1 + length) > LongestName)
            {
                throw new FormatException("A name in a DNS message is too long.");
            }
            else
            {
                labels.Add(Label(place + 1, length));
                place += 1 + length;
            }
        }

        throw new FormatException("A name in a DNS message has no end.");
    }

    private string Label(int from, int length)
    {
        var text = new StringBuilder(length);
        for (var index = from; index < from + length; index++)
        {
            _ = _message[index] is > 0x20 and < 0x7f and not (byte)'.' and not (byte)'\\'
                ? text.Append((char)_message[index])
                : text.Append('\\').Append(_message[index].ToString("D3", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
