using NetAudit.Model;

namespace NetAudit.Strict;

/// <summary>A kind of file that people write by hand, as its errors name it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="What">"edition", "expectation".</param>
/// <param name="Error">The kind of error for its mistakes.</param>
/// <param name="Recommendation">What to do: where a correct one can be seen.</param>
internal sealed record StrictFile(string Name, string What, NetAuditError Error, string Recommendation)
{
    private const int Largest = 1024 * 1024;

    /// <summary>The text of a file that must exist.</summary>
    public string ReadText(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var text = new char[Largest + 1];
            var length = reader.ReadBlock(text, 0, text.Length);
            return length <= Largest
                ? new string(text, 0, length)
                : throw new NetAuditException(
                    Error,
                    $"The {What} file '{path}' has more than {Largest} characters, which no {What} needs.",
                    path,
                    "Check that this is the file you mean."
                );
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new NetAuditException(
                Error,
                $"The {What} file '{path}' can't be read: {cause.Message}",
                path,
                "Check the file's permissions.",
                cause
            );
        }
    }
}
