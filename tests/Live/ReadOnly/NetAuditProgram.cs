using System.Globalization;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>netaudit, and PowerShell with the module, as the build puts them beside these tests.</summary>
internal static class NetAuditProgram
{
    private const int Patience = 180;

    /// <summary>netaudit's command line. If a folder is given, it gets a copy there that a plain user may read.</summary>
    public static IReadOnlyList<string> Shell(string? folder = null)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var output = Path.Combine(Collector.RepositoryFolder(), "module", "Shell", "bin", built.Parent!.Name, built.Name);
        Assert.SkipUnless(Directory.Exists(output), $"needs netaudit in {output}: build NetAudit.slnx");
        return ["dotnet", Path.Combine(folder is null ? output : Copied(output, folder), "NetAudit.Shell.dll")];
    }

    /// <summary>PowerShell's command line, if NuGet's cache has it.</summary>
    public static async Task<IReadOnlyList<string>> PowerShellAsync()
    {
        var tools = Path.Combine(Collector.RepositoryFolder(), "tests", "Pester", "Tools.csproj");
        var path = (await Tool.RunAsync("dotnet", "msbuild", tools, "-getProperty:PowerShellPath")).Trim();
        Assert.SkipUnless(File.Exists(path), "needs PowerShell: dotnet restore tests/Pester/Tools.csproj");
        return ["dotnet", path, "-NoProfile", "-NonInteractive"];
    }

    /// <summary>The module's manifest.</summary>
    public static string Manifest => Path.Combine(Collector.RepositoryFolder(), "NetAudit.psd1");

    /// <summary>The command prefix that enters a host's namespaces.</summary>
    public static IReadOnlyList<string> On(DockerHost host) => ["nsenter", .. host.Namespaces, "--"];

    /// <summary>The command prefix that keeps only some of root's capabilities.</summary>
    public static IReadOnlyList<string> With(IEnumerable<string> capabilities) =>
        ["setpriv", "--inh-caps=-all", $"--bounding-set={string.Join(",", capabilities.Select(Short).Prepend("-all"))}"];

    /// <summary>The command prefix that runs as a plain user who may use the host's engine.</summary>
    public static async Task<IReadOnlyList<string>> AsPlainUserAsync(DockerHost host)
    {
        var group = (await host.ShAsync("stat -c %g /run/docker.sock")).Trim();
        return ["setpriv", "--reuid=65534", "--regid=65534", $"--groups={group}", "--inh-caps=-all", "--bounding-set=-all"];
    }

    /// <summary>Runs a command line.</summary>
    public static Task<ToolResult> RunAsync(params IEnumerable<string> words) =>
        Tool.TryAsync(
            words.First(),
            words.Skip(1),
            environment: new Dictionary<string, string>
            {
                ["HOME"] = "/tmp",
                ["DOTNET_CLI_HOME"] = "/tmp",
                ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            },
            seconds: Patience
        );

    // setpriv writes "CAP_SYS_ADMIN" as "+sys_admin".
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
