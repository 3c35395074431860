using NetAudit.Snapshots;

namespace NetAudit.Collection;

/// <summary>Keeps secrets out of snapshots. All that may hold one passes here when it is read.</summary>
internal static class Secrets
{
    /// <summary>What stands where a value was withheld.</summary>
    public const string Withheld = "***";

    /// <summary>"NAME=value": the value is kept only where the name is on the list of known harmless ones.</summary>
    public static EnvironmentVariable Variable(string entry) => throw new NotImplementedException();

    /// <summary>A command line: values of arguments whose names speak of secrets, and credentials in URLs, are withheld.</summary>
    public static IReadOnlyList<string> CommandLine(IReadOnlyList<string> words) => throw new NotImplementedException();

    /// <summary>Settings: values whose names speak of secrets, and credentials in URLs, are withheld.</summary>
    public static IReadOnlyDictionary<string, string> Settings(IEnumerable<KeyValuePair<string, string>> settings) => throw new NotImplementedException();

    /// <summary>Text that may hold URLs with credentials.</summary>
    public static string Text(string text) => throw new NotImplementedException();
}
