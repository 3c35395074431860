using System.Text;

namespace NetAudit.Collection.Linux.Files;

/// <summary>Reads text of unknown length, up to a bound.</summary>
internal static class BoundedText
{
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

    /// <summary>Reads a file of /proc; null where its process has ended or it may not be read. What is over the bound is cut off.</summary>
    public static string? Proc(string path, int limit)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            using var kept = new MemoryStream();
            var chunk = new byte[4096];
            int count;
            while (kept.Length < limit && (count = stream.Read(chunk, 0, Math.Min(chunk.Length, limit - (int)kept.Length))) > 0)
            {
                kept.Write(chunk, 0, count);
            }

            return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
