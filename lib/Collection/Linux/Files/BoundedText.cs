using System.Buffers;
using System.Text;
using NetAudit.Platform;

namespace NetAudit.Collection.Linux.Files;

/// <summary>Reads text of unknown length, up to a bound.</summary>
internal static class BoundedText
{
    private const int ChunkLength = 4096;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="IOException">There is more than <paramref name="limit"/> bytes.</exception>
    public static string Read(Stream stream, int limit)
    {
        using var kept = new MemoryStream();
        var chunk = new byte[8192];
        int count;
        while ((count = stream.Read(chunk, 0, chunk.Length)) > 0)
        {
            if (kept.Length + count > limit)
            {
                throw new IOException($"larger than {limit / 1024} KiB");
            }

            kept.Write(chunk, 0, count);
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }

    /// <summary>Reads a file of /proc; null if its process has ended or it may not be read. Text over the limit is cut off.</summary>
    public static string? Proc(string path, int limit)
    {
        // System calls without a stream: a stream makes more calls, and thousands of these files are read.
        var descriptor = LibC.OpenForReading(path);
        if (descriptor < 0)
        {
            return null;
        }

        try
        {
            return ReadAll(descriptor, limit);
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    /// <summary>What a file holds, up to the bound; null if a read fails, as when its process ends.</summary>
    private static string? ReadAll(int descriptor, int limit)
    {
        var kept = ArrayPool<byte>.Shared.Rent(Math.Min(limit, ChunkLength));
        try
        {
            var length = 0;
            while (true)
            {
                var count = (int)LibC.Read(descriptor, kept, length, Math.Min(limit, kept.Length) - length);
                if (count < 0 && LibC.LastError() == Errno.Interrupted)
                {
                    continue;
                }

                if (count < 0)
                {
                    return null;
                }

                length += count;
                if (count == 0 || length == limit)
                {
                    return Encoding.UTF8.GetString(kept, 0, length);
                }

                if (length == kept.Length)
                {
                    kept = Enlarged(kept, Math.Min(limit, 4 * kept.Length));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(kept);
        }
    }

    private static byte[] Enlarged(byte[] kept, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length);
        kept.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(kept);
        return larger;
    }
}
