using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Installed;

/// <summary>Runs dotnet publish as docs/contribute/packages.md describes it.</summary>
internal static class Publishing
{
    private const int Patience = 500;

    /// <summary>Publishes a project; returns the output folder.</summary>
    public static async Task<string> RunAsync(string folder, string platform, params string[] options)
    {
        var shell = Path.Combine(Collector.RepositoryFolder(), "module", "Shell");

        // A restore for a platform would change the repository's lock files.
        string[] quiet = ["-v", "q", "-p:RunAnalyzers=false", "-p:NuGetLockFilePath=obj/published.lock.json"];
        var result = await Tool.TryAsync(
            "dotnet",
            ["publish", shell, "-c", "Release", "-r", platform, "-o", folder, .. quiet, .. options],
            environment: new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" },
            seconds: Patience
        );
        _ = result.OrThrow();
        return folder;
    }

    /// <summary>Runs a program in an environment without this machine's .NET.</summary>
    public static async Task<ToolResult> RunAloneAsync(string home, string program, params string[] arguments) =>
        await Tool.TryAsync(
            "env",
            ["-i", "PATH=/usr/bin:/bin", $"HOME={home}", "DOTNET_ROOT=/nowhere", program, .. arguments],
            seconds: 300
        );
}
