namespace NetAudit.Live.Tests.Support;

/// <summary>This machine's programs for an image, with all that they load.</summary>
internal static class ProgramFiles
{
    /// <summary>Files by their name in the image.</summary>
    /// <param name="programs">The programs' names. They go to usr/sbin.</param>
    /// <param name="others">
    /// Libraries and extensions that are loaded by name, by their paths on this machine. They keep those paths.
    /// </param>
    public static async Task<IReadOnlyDictionary<string, string>> WithLibrariesAsync(
        IEnumerable<string> programs,
        IEnumerable<string> others
    )
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var program in programs)
        {
            files["usr/sbin/" + program] = Tool.Find(program) ?? throw new InvalidOperationException($"{program} is not installed");
        }

        foreach (var other in others)
        {
            files[other.TrimStart('/')] = other;
        }

        foreach (var file in files.Values.ToList())
        {
            foreach (var library in await LoadedAsync(file))
            {
                files[library.TrimStart('/')] = library;
            }
        }

        return files;
    }

    /// <summary>The folder of the system's libraries.</summary>
    public static async Task<string> LibraryFolderAsync() =>
        Path.GetDirectoryName((await LoadedAsync(Tool.Find("nft")!)).First(path => Path.GetFileName(path) == "libc.so.6"))!;

    /// <summary>The extensions that iptables loads by name.</summary>
    public static async Task<IReadOnlyList<string>> IptablesExtensionsAsync() =>
        Directory.GetFiles(Path.Combine("/usr/lib", Path.GetFileName(await LibraryFolderAsync()), "xtables"), "*.so");

    /// <summary>
    /// The paths in ldd's output: "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)", "/lib64/ld-linux-x86-64.so.2 (0x...)".
    /// </summary>
    private static async Task<IReadOnlyList<string>> LoadedAsync(string file) =>
        [
            .. (await Tool.TryAsync("ldd", [file]))
                .Output.Split('\n')
                .SelectMany(line => line.Split(' ', '\t'))
                .Where(word => word.StartsWith('/') && File.Exists(word)),
        ];
}
