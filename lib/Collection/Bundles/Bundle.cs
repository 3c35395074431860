using System.Globalization;
using NetAudit.Collection.Formats;

namespace NetAudit.Collection.Bundles;

/// <summary>Reads a bundle's files as typed content, and gathers the gaps.</summary>
internal sealed class Bundle
{
    /// <summary>The file that makes a folder a bundle.</summary>
    public const string Marker = "bundle.json";

    private const string Format = "netaudit-bundle";
    private const int CurrentVersion = 1;
    private const string Failed = "# rc=";

    // A failure is one line.
    private const int LongestFailure = 4096;

    private readonly IBundleFiles files;
    private readonly ValueBudget budget;
    private readonly HashSet<string> arrays = [];
    private readonly char[] start = new char[LongestFailure + 1];

    private Bundle(IBundleFiles files)
    {
        this.files = files;
        budget = new ValueBudget(files.MostValues);
        Description = Json(Marker) as JsonObject ?? throw BundleFault.At(files.Path, Marker, "is not a JSON object");
    }

    /// <summary>The facts in bundle.json.</summary>
    public JsonObject Description { get; }

    public string Path => files.Path;

    public DateTimeOffset Newest => files.Newest;

    /// <summary>Opens a bundle: its marker must be there and of a version that is known.</summary>
    public static Bundle Open(IBundleFiles files)
    {
        if (!files.Names.Contains(Marker))
        {
            throw BundleFault.At(files.Path, "", $"has no {Marker}, so it is no host bundle");
        }

        var bundle = new Bundle(files);
        var marker = bundle.Description;
        if (marker.Text("format") != Format)
        {
            throw BundleFault.At(files.Path, Marker, $"does not say \"format\": \"{Format}\"");
        }

        if (marker.Int("version") is not CurrentVersion and var version)
        {
            throw BundleFault.At(
                files.Path,
                Marker,
                string.Format(
                    CultureInfo.InvariantCulture,
                    "says version {0}; this NetAudit reads version {1}",
                    version?.ToString(CultureInfo.InvariantCulture) ?? "none",
                    CurrentVersion
                )
            );
        }

        return bundle;
    }

    /// <summary>
    /// What a tool printed; null if the file is missing or empty, or the tool failed: "# rc=1 stderr: ..." is what a collector writes
    /// then.
    /// </summary>
    public string? Text(string name)
    {
        using var reader = files.Open(name);
        var text = reader?.ReadToEnd();
        if (string.IsNullOrWhiteSpace(text) || IsFailure(text!))
        {
            return null;
        }

        try
        {
            budget.SpendWords(text!);
            return text;
        }
        catch (TooManyValuesException e)
        {
            throw BundleFault.At(Path, name, "makes the bundle hold too many words for its length", e);
        }
    }

    /// <summary>The reason that a tool failed, if the bundle has it.</summary>
    public string? FailureOf(string name)
    {
        if (Begin(name) is not { } text || !IsFailure(text))
        {
            return null;
        }

        var line = text.Trim().Split('\n')[0];
        var said = line.IndexOf("stderr:", StringComparison.Ordinal) is >= 0 and var at ? line[(at + "stderr:".Length)..].Trim() : line;
        return Secrets.Text(said.Length > 200 ? said[..200] : said);
    }

    /// <summary>A JSON array; null if the file is missing, or holds another answer (<c>{"message": ...}</c>).</summary>
    public JsonArray? Array(string name)
    {
        var array = Json(name) as JsonArray;
        if (array is not null)
        {
            arrays.Add(name);
        }

        return array;
    }

    /// <summary>Whether a file holds a JSON array.</summary>
    public bool HoldsArray(string name) => arrays.Contains(name) || Array(name) is not null;

    /// <summary>A JSON object; null if the file is missing, or holds the engine's refusal.</summary>
    public JsonObject? Object(string name) => Json(name) is JsonObject json && !IsMessage(json) ? json : null;

    /// <summary>The engine's reason for refusing; null if it answered, or the file is missing.</summary>
    public string? Refusal(string name) => Json(name) is JsonObject json && IsMessage(json) ? json.Word("message") : null;

    /// <summary>Whether a file exists and has content.</summary>
    public bool IsThere(string name) => Begin(name) is { } begin && begin.Trim().Length > 0;

    /// <summary>Names of files under a folder, without the folder's name.</summary>
    public IEnumerable<string> Under(string folder) =>
        files
            .Names.Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => name[folder.Length..])
            .OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>Names of folders in a folder.</summary>
    public IReadOnlyList<string> Folders(string folder) =>
        [.. Under(folder).Where(name => name.IndexOf('/') > 0).Select(name => name[..name.IndexOf('/')]).Distinct()];

    private object? Json(string name)
    {
        if (Begin(name) is not { } begin || begin.Trim().Length == 0 || IsFailure(begin))
        {
            return null;
        }

        // A short file was already read whole.
        using var text = begin.Length <= LongestFailure ? new StringReader(begin) : files.Open(name);
        return BundleJson.Parse(text!, budget, Path, name);
    }

    /// <summary>The start of a file, as long as a failure's message may be.</summary>
    private string? Begin(string name)
    {
        using var reader = files.Open(name);
        return reader is null ? null : new string(start, 0, reader.ReadBlock(start, 0, start.Length));
    }

    private static bool IsMessage(JsonObject json) => json.ContainsKey("message") && json.Count <= 3;

    private static bool IsFailure(string text) =>
        text.Length <= LongestFailure && text.TrimStart().StartsWith(Failed, StringComparison.Ordinal) && text.Trim().IndexOf('\n') < 0;
}
