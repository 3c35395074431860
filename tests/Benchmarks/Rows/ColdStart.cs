using NetAudit.Live.Tests.Support;

namespace NetAudit.Benchmarks.Rows;

/// <summary>Processes from their start to their end: the module in PowerShell, and netaudit.</summary>
internal sealed class ColdStart : IBenchmark
{
    private const string BareSource =
        "using System.Management.Automation; [Cmdlet(\"Get\", \"Bare\")] public sealed class GetBare : PSCmdlet { }";

    public string Name => "start";

    private static string Module => Repository.Path("artifacts/NetAudit/NetAudit.psd1");

    private static string Shell => Repository.Path("module/Shell/bin/Release/net10.0/netaudit");

    public string? Missing(Setting setting) =>
        !File.Exists(Module) ? "needs the module: dotnet build -c Release"
        : !File.Exists(Program(setting)) ? $"needs {Program(setting)}"
        : null;

    public async IAsyncEnumerable<Figure> MeasureAsync(Setting setting)
    {
        var folder = Directory.CreateTempSubdirectory("netaudit-benchmark").FullName;
        try
        {
            var runs = new SideBySide(2 * setting.Runs);
            var shell = (
                await Tool.RunAsync("dotnet", "msbuild", Repository.Path("tests/Pester/Tools.csproj"), "-getProperty:PowerShellPath")
            ).Trim();
            if (File.Exists(shell))
            {
                var bare = Path.Combine(folder, "Bare.dll");
                await PwshAsync(shell, $"Add-Type -OutputAssembly '{bare}' -TypeDefinition '{BareSource}'");
                yield return await runs.MeasureAsync(
                    "Import-Module in pwsh, cold process",
                    "a bare module of one cmdlet",
                    1.07,
                    () => PwshAsync(shell, $"Import-Module '{Module}'"),
                    () => PwshAsync(shell, $"Import-Module '{bare}'")
                );
            }

            var bundle = Repository.Path("tests/Bundles/engine28-swarm/md1.tar.gz");
            yield return await runs.MeasureAsync(
                "`netaudit` on one recorded host, cold",
                "an empty System.Management.Automation host",
                1.3,
                () => Tool.RunAsync(Program(setting), "audit", "-Path", bundle),
                () => Tool.RunAsync(EmptyHost(setting))
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Program(Setting setting) => setting.Program is { Length: > 0 } given ? given : Shell;

    /// <summary>The empty host, built like the program that is measured: published beside it, or by the repository's build.</summary>
    private static string EmptyHost(Setting setting) =>
        setting.Program is { Length: > 0 } given
            ? Path.Combine(Path.GetDirectoryName(given)!, "EmptyHost")
            : Repository.Path("tests/Benchmarks/EmptyHost/bin/Release/net10.0/EmptyHost");

    private static Task PwshAsync(string shell, string command) =>
        Tool.RunAsync("dotnet", shell, "-NoProfile", "-NonInteractive", "-Command", command);
}
