using NetAudit.Library.Tests;

namespace NetAudit.Module.Tests.Support;

/// <summary>Where things are in the repository.</summary>
internal static class Repository
{
    // Not by way of the library's tests: their types need the library, which is found by way of this folder.
    public static string Root { get; } = Find();

    /// <summary>What the build packs, packages in folders of their own.</summary>
    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    /// <summary>The packed module's manifest: tests use the module as it is installed.</summary>
    public static string Manifest { get; } = Path.Combine(Artifacts, "NetAudit", "NetAudit.psd1");

    /// <summary>The shell, of the configuration and framework that these tests were built in.</summary>
    public static string Shell { get; } =
        Path.Combine(
            Root,
            "module",
            "Shell",
            Path.GetRelativePath(Path.Combine(Root, "tests", "Module"), AppContext.BaseDirectory),
            "NetAudit.Shell.dll"
        );

    /// <summary>The cmdlets' assembly, where it is built.</summary>
    public static string ModuleAssembly { get; } = Path.Combine(Root, "module", "bin", "NetAudit.PowerShell.dll");

    /// <summary>A path in single quotes, for a script.</summary>
    public static string Quoted(string path) =>
        $"'{System.Management.Automation.Language.CodeGeneration.EscapeSingleQuotedStringContent(path)}'";

    /// <summary>A recorded host's file in single quotes, for a script.</summary>
    public static string Host(string name) => Quoted(RecordedHosts.PathOf(name));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NetAudit.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("NetAudit.slnx is not above " + AppContext.BaseDirectory);
    }
}
