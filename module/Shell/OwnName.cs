namespace NetAudit.Shell;

/// <summary>The way this program was called, for hints that can be pasted.</summary>
internal static class OwnName
{
    private const string Name = "netaudit";
    private const string Project = "NetAudit.Shell.csproj";

    /// <summary>"netaudit", the program's path, or "dotnet run --project module/Shell --".</summary>
    public static string Find()
    {
        // bin/Debug/net10.0 in the project's folder is what dotnet run starts.
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
        if (File.Exists(Path.Combine(project, Project)))
        {
            return $"dotnet run --project {Shown(project)} --";
        }

        return Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) == Name && !IsFound(program)
            ? Shown(program)
            : Name;
    }

    private static bool IsFound(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && Path.Combine(folder, Path.GetFileName(program)) == program);

    /// <summary>The shorter form of a path: absolute or relative.</summary>
    private static string Shown(string path)
    {
        var from = Path.GetRelativePath(Environment.CurrentDirectory, path);
        var near = from.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? from : Path.Combine(".", from);
        return near.Length < path.Length ? near : path;
    }
}
