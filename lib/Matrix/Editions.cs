using System.Reflection;

namespace NetAudit.Matrix;

/// <summary>Editions that come with NetAudit, and files of the user's own.</summary>
public static class Editions
{
    /// <summary>The edition that is used when none is named.</summary>
    public const string Default = "blog-2015";

    private const string Extension = ".json";
    private const int LargestFile = 1024 * 1024;

    private static readonly Assembly Library = typeof(Editions).GetTypeInfo().Assembly;

    /// <summary>Names of the editions that come with NetAudit.</summary>
    public static IReadOnlyList<string> BuiltIn =>
        [.. Library.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name.Substring(0, name.Length - Extension.Length))
            .OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>Loads an edition by name, or from a file where the argument names one (it has a separator or ends in .json).</summary>
    /// <exception cref="NetAuditException">None of that name; or the file is incomplete or wrong: the message names the file, the path in it, and what was expected.</exception>
    public static Edition Load(string nameOrPath)
    {
        if (IsPath(nameOrPath))
        {
            return EditionReader.Read(ReadFile(nameOrPath), Path.GetFileName(nameOrPath), Vocabulary());
        }

        return BuiltIn.FirstOrDefault(known => string.Equals(known, nameOrPath, StringComparison.OrdinalIgnoreCase)) is { } name
            ? LoadBuiltIn(name)
            : throw NotFound($"There is no edition '{nameOrPath}'{NearestName.Hint(nameOrPath, BuiltIn)}.", nameOrPath);
    }

    private static bool IsPath(string nameOrPath) =>
        nameOrPath.IndexOfAny(['/', '\\']) >= 0 || nameOrPath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    private static Edition LoadBuiltIn(string name)
    {
        using var reader = new StreamReader(Library.GetManifestResourceStream(name + Extension)!);
        return EditionReader.Read(reader.ReadToEnd(), name + Extension, vocabulary: null);
    }

    private static EditionVocabulary Vocabulary() => EditionVocabulary.Of(BuiltIn.Select(LoadBuiltIn));

    private static string ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            throw NotFound($"There is no edition file '{path}'.", path);
        }

        try
        {
            using var reader = new StreamReader(path);
            var text = new char[LargestFile + 1];
            var length = reader.ReadBlock(text, 0, text.Length);
            return length <= LargestFile
                ? new string(text, 0, length)
                : throw new NetAuditException(
                    NetAuditError.EditionInvalid,
                    $"The edition file '{path}' has more than {LargestFile} characters, which no edition needs.",
                    path,
                    "Check that this is the file you mean.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new NetAuditException(
                NetAuditError.EditionInvalid,
                $"The edition file '{path}' can't be read: {cause.Message}",
                path,
                "Check the file's permissions.",
                cause);
        }
    }

    private static NetAuditException NotFound(string message, string target) => new(
        NetAuditError.EditionNotFound,
        $"{message} Editions that come with NetAudit: {string.Join(", ", BuiltIn)}.",
        target,
        $"Name one of: {string.Join(", ", BuiltIn)}; or give the path of an edition file of your own, such as ./ours.json.");
}
