namespace NetAudit.Shell;

/// <summary>How this program was called, for a hint that can be typed where it is read.</summary>
internal static class OwnName
{
    private const string Name = "netaudit";
    private const string Project = "NetAudit.Shell.csproj";

    /// <summary>"netaudit", the program's path, or "dotnet run --project module/Shell --".</summary>
    public static string Find()
    {
        // bin/Debug/net10.0 in the project's folder: what dotnet run starts.
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

    /// <summary>The shorter of the two ways to write a path.</summary>
    private static string Shown(string path)
    {
        var from = Path.GetRelativePath(Environment.CurrentDirectory, path);
        var near = from.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? from : Path.Combine(".", from);
        return near.Length < path.Length ? near : path;
    }
}
