namespace NetAudit.Module.Tests.Support;

/// <summary>PowerShell itself, if this machine has it: pwsh in PATH, or from NuGet, where tests/run.sh puts it for Pester.</summary>
internal static class RealShell
{
    private static readonly IReadOnlyList<string> s_command = Find();

    /// <summary>Runs a script in a new PowerShell process. The test is skipped if there is no PowerShell.</summary>
    public static Task<ShellRun> Run(string script, params (string Name, string? Value)[] environment)
    {
        Assert.SkipWhen(
            s_command.Count == 0,
            "There is no PowerShell here: neither pwsh on PATH nor the package PowerShell in NuGet's folder."
        );
        return ShellRun.Of(
            ShellRun.Start(
                s_command[0],
                [.. s_command.Skip(1), "-NoProfile", "-NonInteractive", "-Command", script],
                [.. environment, ("NO_COLOR", "1")]
            )
        );
    }

    private static IReadOnlyList<string> Find()
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return onPath is not null ? [onPath]
            : FromNuGet() is { } program ? ["dotnet", program]
            : [];
    }

    private static string? FromNuGet()
    {
        var folder = Path.Combine(NuGet.Folder, "powershell");
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "pwsh.dll", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == (OperatingSystem.IsWindows() ? "win" : "unix"))
                .Max(StringComparer.Ordinal)
            : null;
    }
}

/// <summary>NuGet's folder of packages.</summary>
internal static class NuGet
{
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
