using System.Globalization;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>netaudit, and PowerShell with the module, as they are built beside these tests.</summary>
internal static class NetAuditProgram
{
    private const int Patience = 180;

    /// <summary>netaudit's command line; one that a plain user may read, where a folder for it is given.</summary>
    public static IReadOnlyList<string> Shell(string? folder = null)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var output = Path.Combine(Collector.RepositoryFolder(), "module", "Shell", "bin", built.Parent!.Name, built.Name);
        Assert.SkipUnless(Directory.Exists(output), $"needs netaudit in {output}: build NetAudit.slnx");
        return ["dotnet", Path.Combine(folder is null ? output : Copied(output, folder), "NetAudit.Shell.dll")];
    }

    /// <summary>PowerShell's, where NuGet's cache has it.</summary>
    public static async Task<IReadOnlyList<string>> PowerShellAsync()
    {
        var tools = Path.Combine(Collector.RepositoryFolder(), "tests", "Pester", "Tools.csproj");
        var path = (await Tool.RunAsync("dotnet", "msbuild", tools, "-getProperty:PowerShellPath")).Trim();
        Assert.SkipUnless(File.Exists(path), "needs PowerShell: dotnet restore tests/Pester/Tools.csproj");
        return ["dotnet", path, "-NoProfile", "-NonInteractive"];
    }

    /// <summary>The manifest of the module.</summary>
    public static string Manifest => Path.Combine(Collector.RepositoryFolder(), "NetAudit.psd1");

    /// <summary>Words that run a program in a host's namespaces.</summary>
    public static IReadOnlyList<string> On(DockerHost host) => ["nsenter", .. host.Namespaces, "--"];

    /// <summary>Words that take all of root's rights but some.</summary>
    public static IReadOnlyList<string> With(IEnumerable<string> capabilities) =>
        ["setpriv", "--inh-caps=-all", $"--bounding-set={string.Join(",", capabilities.Select(Short).Prepend("-all"))}"];

    /// <summary>Words that make it a plain user who may use the host's engine.</summary>
    public static async Task<IReadOnlyList<string>> AsPlainUserAsync(DockerHost host)
    {
        var group = (await host.ShAsync("stat -c %g /run/docker.sock")).Trim();
        return ["setpriv", "--reuid=65534", "--regid=65534", $"--groups={group}", "--inh-caps=-all", "--bounding-set=-all"];
    }

    /// <summary>Runs it.</summary>
    public static Task<ToolResult> RunAsync(params IEnumerable<string> words) =>
        Tool.TryAsync(
            words.First(),
            words.Skip(1),
            environment: new Dictionary<string, string> { ["HOME"] = "/tmp", ["DOTNET_CLI_HOME"] = "/tmp" },
            seconds: Patience
        );

    // "CAP_SYS_ADMIN" is "+sys_admin" there.
    private static string Short(string capability) => "+" + capability["CAP_".Length..].ToLower(CultureInfo.InvariantCulture);

    private static string Copied(string output, string folder)
    {
        var copy = Path.Combine(folder, "netaudit");
        foreach (var file in Directory.Exists(copy) ? [] : Directory.GetFiles(output, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(output, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
