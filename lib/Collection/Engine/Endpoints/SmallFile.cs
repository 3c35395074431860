using NetAudit.Collection.Bundles;

namespace NetAudit.Collection.Engine;

/// <summary>Files of settings and keys, bounded.</summary>
internal static class SmallFile
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="IOException">It can't be read, or is larger than such files are.</exception>
    public static string Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = new StreamReader(new BoundedStream(stream, MostBytes));
            return reader.ReadToEnd();
        }
        catch (BoundExceededException problem)
        {
            throw new IOException($"it is larger than {MostBytes / 1024} KiB", problem);
        }
    }
}
