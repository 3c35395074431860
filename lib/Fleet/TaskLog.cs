using System.Text;

namespace NetAudit.Fleet;

/// <summary>
/// A task's log as the engine sends it: frames of an eight-byte header (the stream, three zeros, the length) and the text.
/// </summary>
internal sealed record TaskLog
{
    /// <summary>The line that follows a complete bundle.</summary>
    public const string End = "netaudit-end";

    private const int HeadLength = 8;
    private const byte StandardOutput = 1;

    /// <summary>The collector's messages on standard error.</summary>
    public required string Errors { get; init; }

    /// <summary>The bundle; null if it is missing or incomplete.</summary>
    public required byte[]? Bundle { get; init; }

    /// <summary>Reads a log.</summary>
    public static TaskLog Read(byte[] log)
    {
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        for (var at = 0; at + HeadLength <= log.Length; )
        {
            var length = (log[at + 4] << 24) | (log[at + 5] << 16) | (log[at + 6] << 8) | log[at + 7];
            if (length < 0 || length > log.Length - at - HeadLength)
            {
                break; // Cut off: the line at the end is missing then.
            }

            (log[at] == StandardOutput ? output : errors).Append(Encoding.UTF8.GetString(log, at + HeadLength, length));
            at += HeadLength + length;
        }

        return new TaskLog { Errors = errors.ToString(), Bundle = Decode(output.ToString()) };
    }

    private static byte[]? Decode(string text)
    {
        var trimmed = text.TrimEnd();
        if (!trimmed.EndsWith(End, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return Convert.FromBase64String(trimmed[..^End.Length]);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
