using System.Reflection;
using NetAudit.Model;
using NetAudit.Strict;

namespace NetAudit.Matrix;

/// <summary>The built-in editions, and the user's own files.</summary>
public static class Editions
{
    /// <summary>The edition that is used if none is named.</summary>
    public const string Default = "blog-2015";

    /// <summary>The edition of today, whose cells state their relation to the default one's.</summary>
    public const string Today = "current";

    private const string Extension = ".json";

    private static readonly Assembly Library = typeof(Editions).GetTypeInfo().Assembly;

    /// <summary>Parsed once: they are part of the library and never change.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, Edition>> Parsed = new(() =>
        Names().ToDictionary(name => name, LoadBuiltIn, StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>Names of the editions that come with NetAudit.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = Names();

    /// <summary>Loads an edition by name, or from a file if the argument is a path (it has a separator or ends in .json).</summary>
    /// <exception cref="NetAuditException">
    /// No edition has that name, or the file is incomplete or wrong. The message names the file, the path in it, and what was expected.
    /// </exception>
    public static Edition Load(string nameOrPath)
    {
        if (IsPath(nameOrPath))
        {
            return EditionReader.Read(Read(nameOrPath), Named(Path.GetFileName(nameOrPath)), Vocabulary());
        }

        return Parsed.Value.TryGetValue(nameOrPath, out var builtIn)
            ? builtIn
            : throw NotFound($"There is no edition '{nameOrPath}'{NearestName.Hint(nameOrPath, BuiltIn)}.", nameOrPath);
    }

    /// <summary>Whether the argument is a path, and not an edition's name.</summary>
    internal static bool IsPath(string nameOrPath) =>
        nameOrPath.IndexOfAny(['/', '\\']) >= 0 || nameOrPath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Names() =>
        [
            .. Library
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
                .Select(name => name.Substring(0, name.Length - Extension.Length))
                .OrderBy(name => name, StringComparer.Ordinal),
        ];

    private static Edition LoadBuiltIn(string name)
    {
        using var reader = new StreamReader(Library.GetManifestResourceStream(name + Extension)!);
        return EditionReader.Read(reader.ReadToEnd(), Named(name + Extension), vocabulary: null);
    }

    private static EditionVocabulary Vocabulary() => EditionVocabulary.From(Parsed.Value.Values);

    private static string Read(string path) =>
        File.Exists(path) ? Named(path).ReadText(path) : throw NotFound($"There is no edition file '{path}'.", path);

    private static StrictFile Named(string name) =>
        new(
            name,
            "edition",
            NetAuditError.EditionInvalid,
            "Correct the file; examples/editions/ours.json is a complete one to compare with."
        );

    private static NetAuditException NotFound(string message, string target) =>
        new(
            NetAuditError.EditionNotFound,
            $"{message} Editions that come with NetAudit: {string.Join(", ", BuiltIn)}.",
            target,
            $"Name one of: {string.Join(", ", BuiltIn)}; or give the path of an edition file of your own, such as ./ours.json."
        );
}
