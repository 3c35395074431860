using System.Globalization;
using System.Text;

namespace NetAudit.Collection.Bundles;

/// <summary>An entry of a tar archive.</summary>
/// <param name="Name">Its name as the archive has it. Untrusted.</param>
/// <param name="Type">Its type, one character; '0' for a file, '5' for a folder.</param>
/// <param name="Size">How many bytes its content has, as its header says.</param>
/// <param name="Written">When it was written.</param>
internal sealed record ArchiveEntry(string Name, char Type, long Size, DateTimeOffset Written);

/// <summary>The file isn't a valid tar archive.</summary>
internal sealed class TarDamagedException(string message) : Exception(message) { }

/// <summary>
/// Reads a tar archive (ustar, GNU, pax) from front to back. SharpZipLib's reader passes over entries of types it doesn't know and
/// takes their content for headers; here every entry is shown, so that it can be refused.
/// </summary>
internal sealed class TarReader(Stream stream)
{
    private const int Block = 512;
    private const int LongestExtension = 64 * 1024;

    // tar writes three at most: a long name, a long link, what pax says.
    private const int MostExtensions = 16;

    private readonly byte[] header = new byte[Block];
    private long left;
    private int padding;

    /// <summary>The next entry, or null at the archive's end. Unread content of the last entry is skipped.</summary>
    public ArchiveEntry? Next()
    {
        string? longName = null;
        long? longSize = null;
        for (var extensions = 0; extensions <= MostExtensions; extensions++)
        {
            Skip(left + padding);
            (left, padding) = (0, 0);
            ReadFully(header, Block);
            if (header.All(b => b == 0))
            {
                return null;
            }

            CheckSum();
            var size = Number(124, 12);
            if (size < 0)
            {
                throw new TarDamagedException("a size is negative");
            }

            var type = header[156] == 0 ? '0' : (char)header[156];
            if (type is not ('L' or 'K' or 'x' or 'g'))
            {
                var name = longName ?? Name();
                size = longSize ?? size;
                (left, padding) = (size, (int)(-size & (Block - 1)));
                return new ArchiveEntry(name, type == '0' && name.EndsWith("/", StringComparison.Ordinal) ? '5' : type, size, Time());
            }

            // An extension of the entry that follows.
            (left, padding) = (size, (int)(-size & (Block - 1)));
            var extension = Content(LongestExtension);
            if (type == 'L')
            {
                longName = Encoding.UTF8.GetString(extension).TrimEnd('\0');
            }
            else if (type == 'x')
            {
                (longName, longSize) = (
                    Pax(extension, "path") ?? longName,
                    Pax(extension, "size") is { } text
                    && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : longSize
                );
            }
        }

        throw new TarDamagedException("an entry has too many headers");
    }

    /// <summary>
    /// The content of the entry just read. It grows with what is really there, so that a header that lies about the size costs nothing.
    /// </summary>
    public byte[] Content(long longest)
    {
        if (left > longest)
        {
            throw new TarDamagedException("an entry is larger than it may be");
        }

        using var content = new MemoryStream();
        CopyContent(content);
        return content.ToArray();
    }

    /// <summary>Writes the content of the entry just read into another stream.</summary>
    public void CopyContent(Stream content)
    {
        var buffer = new byte[Math.Min(left, 81920)];
        while (left > 0)
        {
            var got = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (got <= 0)
            {
                throw new TarDamagedException("it ends in the middle of an entry");
            }

            content.Write(buffer, 0, got);
            left -= got;
        }
    }

    private static string? Pax(byte[] extension, string key)
    {
        // "28 path=some/long/name\n", one after another; lengths count all of it.
        var text = Encoding.UTF8.GetString(extension);
        return text.Split('\n')
            .Select(line => line[(line.IndexOf(' ') + 1)..])
            .Where(line => line.StartsWith(key + "=", StringComparison.Ordinal))
            .Select(line => line[(key.Length + 1)..])
            .LastOrDefault();
    }

    private void CheckSum()
    {
        var sum = 0;
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? ' ' : header[i];
        }

        if (Number(148, 8) != sum)
        {
            throw new TarDamagedException("a header's checksum is wrong");
        }
    }

    private string Name()
    {
        var name = Text(0, 100);
        var isUstar = Text(257, 5) == "ustar" && header[262] == 0; // GNU's own kind keeps times where ustar has a prefix.
        return isUstar && Text(345, 155) is { Length: > 0 } prefix ? prefix + "/" + name : name;
    }

    private DateTimeOffset Time() => DateTimeOffset.FromUnixTimeSeconds(Math.Min(Math.Max(Number(136, 12), 0), 253_402_300_799));

    private string Text(int start, int length)
    {
        var end = Array.IndexOf(header, (byte)0, start, length);
        return Encoding.UTF8.GetString(header, start, end < 0 ? length : end - start);
    }

    /// <summary>A number in octal digits; a larger one is binary after a byte with the high bit.</summary>
    private long Number(int start, int length)
    {
        if ((header[start] & 0x80) != 0)
        {
            return header.Skip(start + 1).Take(length - 1).Aggregate(0L, (value, b) => value >> 55 != 0 ? -1 : (value << 8) | b);
        }

        var digits = Text(start, length).Trim(' ');
        return digits.All(c => c is >= '0' and <= '7')
            ? digits.Aggregate(0L, (value, c) => (value << 3) | (uint)(c - '0'))
            : throw new TarDamagedException("a number is invalid");
    }

    private void Skip(long count)
    {
        for (var buffer = new byte[Block]; count > 0; )
        {
            count -= ReadFully(buffer, (int)Math.Min(count, Block));
        }
    }

    private int ReadFully(byte[] buffer, int count)
    {
        for (var at = 0; at < count; )
        {
            var got = stream.Read(buffer, at, count - at);
            at += got > 0 ? got : throw new TarDamagedException("it ends before its end mark");
        }

        return count;
    }
}
