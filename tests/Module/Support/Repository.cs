using NetAudit.Library.Tests;

namespace NetAudit.Module.Tests.Support;

/// <summary>Paths in the repository.</summary>
internal static class Repository
{
    // The path doesn't come from the library's tests. Their types need the library, which this folder locates.
    public static string Root { get; } = Find();

    /// <summary>The folder of the build's output, with each package in its own folder.</summary>
    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    /// <summary>The packed module's manifest. Tests use the module as it is installed.</summary>
    public static string Manifest { get; } = Path.Combine(Artifacts, "NetAudit", "NetAudit.psd1");

    /// <summary>The shell, in the configuration and framework of these tests.</summary>
    public static string Shell { get; } =
        Path.Combine(
            Root,
            "module",
            "Shell",
            Path.GetRelativePath(Path.Combine(Root, "tests", "Module"), AppContext.BaseDirectory),
            "NetAudit.Shell.dll"
        );

    /// <summary>The cmdlets' assembly in the build's output.</summary>
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
