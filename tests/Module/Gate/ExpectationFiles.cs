using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Gate;

/// <summary>Expectation files for the gate's cmdlets.</summary>
internal static class ExpectationFiles
{
    /// <summary>An expectation that Weave's connections are encrypted.</summary>
    public const string Encrypted = "{ \"version\": 1, \"encryption\": [{ \"solution\": \"Weave\" }], \"waivers\": [] }";

    /// <summary>Writes a folder's netaudit.json; returns its path as a quoted PowerShell argument.</summary>
    public static string Expectation(this TemporaryFolder folder, string text = Encrypted)
    {
        File.WriteAllText(folder.File("netaudit.json"), text);
        return Repository.Quoted(folder.File("netaudit.json"));
    }
}
