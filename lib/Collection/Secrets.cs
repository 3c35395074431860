using NetAudit.Snapshots;

namespace NetAudit.Collection;

/// <summary>Keeps secrets out of snapshots. All that may hold one passes here when it is read.</summary>
internal static class Secrets
{
    /// <summary>The placeholder for a withheld value.</summary>
    public const string Withheld = "***";

    private const int LongestValue = 4096;

    /// <summary>
    /// "NAME=value": the value is kept only if the name is on the list of known harmless ones, else it is null.
    /// A variable without a value ("NAME", "NAME=") has the value "": there is nothing to withhold.
    /// </summary>
    public static EnvironmentVariable Variable(string entry)
    {
        var equals = entry.IndexOf('=');
        if (equals < 0)
        {
            return new EnvironmentVariable { Name = entry, Value = "" };
        }

        var name = entry[..equals];
        var value = entry[(equals + 1)..];
        var kept = value.Length == 0 || (HarmlessVariables.Contains(name) && value.Length <= LongestValue && value != Withheld);
        return new EnvironmentVariable { Name = name, Value = kept ? Text(value) : null };
    }

    /// <summary>A command line: values of arguments whose names speak of secrets, and credentials in URLs, are withheld.</summary>
    public static IReadOnlyList<string> CommandLine(IReadOnlyList<string> words) => SecretArguments.Withhold(words);

    /// <summary>Settings: values whose names speak of secrets, and credentials in URLs, are withheld.</summary>
    public static IReadOnlyDictionary<string, string> Settings(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            kept[setting.Key] = Value(setting.Key, setting.Value);
        }

        return kept;
    }

    /// <summary>Text that may hold URLs with credentials.</summary>
    public static string Text(string text) => SecretText.Withhold(text);

    /// <summary>The value under a name.</summary>
    internal static string Value(string name, string value) => SecretNames.MayKeep(name, value) ? Text(value) : Withheld;
}
