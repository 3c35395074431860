using Microsoft.Win32.SafeHandles;
using NetAudit.Collection.Linux.Files;
using NetAudit.Model;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Linux;

/// <summary>The engine's own network namespaces: files in its exec-root, kept alive by mounts.</summary>
internal sealed class EngineNamespaceFiles : IDisposable
{
    private const int MostNamespaces = 4096;
    private const int LargestConfiguration = 1024 * 1024;

    private readonly SafeFileHandle? _folder;

    private EngineNamespaceFiles(SafeFileHandle? folder, IReadOnlyDictionary<string, string> files) => (_folder, Files) = (folder, files);

    /// <summary>Paths of the namespace files by name, to be used until this is disposed.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>Finds the engine's namespace files, except those that are read anyway.</summary>
    /// <param name="root">The engine's file system.</param>
    /// <param name="commandLine">The engine's command line, which may name the exec-root.</param>
    /// <param name="known">Namespaces that are read anyway: "net:[4026531840]".</param>
    /// <param name="log">Receives a message per file without a namespace.</param>
    public static EngineNamespaceFiles Find(FileRoot root, IReadOnlyList<string> commandLine, ISet<string> known, ICollectionLog log)
    {
        foreach (var execRoot in ExecRoots(root, commandLine))
        {
            var folder = root.Find($"{execRoot}/netns");
            if (folder is not null)
            {
                log.Verbose($"The engine's namespaces are in {execRoot}/netns.");
                return new EngineNamespaceFiles(folder, Living(root, folder, $"{execRoot}/netns", known, log));
            }
        }

        return new EngineNamespaceFiles(null, new Dictionary<string, string>());
    }

    /// <inheritdoc />
    public void Dispose() => _folder?.Dispose();

    private static Dictionary<string, string> Living(
        FileRoot root,
        SafeFileHandle folder,
        string path,
        ISet<string> known,
        ICollectionLog log
    )
    {
        var files = new Dictionary<string, string>();
        var namespaces = NativeFile.Facts("/proc/self/ns/net").Device;
        foreach (var name in root.Names(path, MostNamespaces))
        {
            using var file = NativeFile.OpenIn(folder, name);
            var facts = file is null ? default : NativeFile.Facts(file);
            if (facts.Device != namespaces)
            {
                // Left behind by an engine that ended, or made just now: a file without a namespace mounted on it.
                log.Verbose($"{path}/{name} holds no namespace.");
            }
            else if (known.Add($"net:[{facts.Inode}]"))
            {
                files.Add(name, $"{FileRoot.ProcPath(folder)}/{name}");
            }
        }

        return files;
    }

    private static IEnumerable<string> ExecRoots(FileRoot root, IReadOnlyList<string> commandLine)
    {
        var engine = new HostProcess
        {
            Pid = 0,
            Name = "",
            CommandLine = commandLine,
        };
        if (engine.Argument("exec-root") is { Length: > 0 } given)
        {
            return [given];
        }

        var configured = Configured(root, engine.Argument("config-file") is { Length: > 0 } file ? file : "/etc/docker/daemon.json");
        return configured is null ? ["/var/run/docker", "/run/docker"] : [configured];
    }

    private static string? Configured(FileRoot root, string path)
    {
        try
        {
            return root.ReadText(path, LargestConfiguration) is { } text && JToken.Parse(text) is JObject settings
                ? (string?)(settings["exec-root"] as JValue)
                : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            // The engine can't read it either, so it runs on its defaults; HostFileReader reports the gap.
            return null;
        }
    }
}
