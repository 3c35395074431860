using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using Newtonsoft.Json;

namespace NetAudit.Collection.Engine;

/// <summary>The docker client's contexts: a folder each, named by the hash of the context's name.</summary>
internal sealed class DockerContexts(DockerShell shell)
{
    /// <summary>The name that stands for DOCKER_HOST, else the platform's default.</summary>
    public const string Default = "default";

    private const int MostNamed = 20;

    /// <summary>The docker client's settings.</summary>
    public string? ConfigFile => shell.Folder is { } folder ? Path.Combine(folder, "config.json") : null;

    /// <summary>Whether a text can be a context's name: the docker client's own rule.</summary>
    public static bool IsName(string text) => Regex.IsMatch(text, "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$");

    /// <summary>
    /// The name of the current context, or null; and what keeps it from being read, which the docker client passes over too.
    /// </summary>
    public (string? Name, string? Trouble) ReadCurrent()
    {
        if (ConfigFile is not { } file || !File.Exists(file))
        {
            return (null, null);
        }

        try
        {
            return (Parse(file).Word("currentContext"), null);
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, $"{file} could not be read ({problem.Message}), so its current context, if any, is passed over.");
        }
    }

    /// <summary>A context's endpoint and TLS files.</summary>
    /// <exception cref="NetAuditException">There is none, or it can't be read.</exception>
    public (string Host, TlsFiles? Tls) Read(string name)
    {
        var id = Id(name);
        var file = shell.Folder is { } folder ? Path.Combine(folder, "contexts", "meta", id, "meta.json") : "";
        if (!File.Exists(file))
        {
            throw Unknown(name);
        }

        JsonObject meta;
        try
        {
            meta = Parse(file);
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(name, $"{file} could not be read: {problem.Message}");
        }

        var docker = meta.Object("Endpoints").Object("docker");
        var host = docker.Word("Host") ?? throw Unusable(name, "it has no endpoint for docker");
        var tls = Path.Combine(shell.Folder!, "contexts", "tls", id, "docker");
        var anyServer = docker.Flag("SkipTLSVerify");
        return (
            host,
            Directory.Exists(tls) || anyServer
                ? TlsFiles.In(tls, $"the context '{name}'") with
                {
                    AnyServer = anyServer,
                    MayLackCa = true,
                }
                : null
        );
    }

    private static string Id(string name)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(name)).Select(one => one.ToString("x2", null)));
    }

    private static JsonObject Parse(string file)
    {
        using var text = new StringReader(SmallFile.Read(file));
        return Json.ParseAnswer(text) as JsonObject ?? throw new JsonReaderException("it is not a JSON object");
    }

    private NetAuditException Unknown(string name)
    {
        var names = Names();
        var known = names.Count == 0 ? "This user has no contexts." : $"This user's contexts: {string.Join(", ", names)}.";
        return EngineEndpoint.Invalid(
            name,
            $"there is no docker context of that name in {shell.Folder ?? "a docker client's folder: HOME is not set"}",
            $"{known} Write tcp://{name} for an address, ssh://{name} for a host that ssh reaches, ./{name} for a socket in this folder. "
                + "A recorded host is named with -Path."
        );
    }

    private static NetAuditException Unusable(string name, string reason) =>
        EngineEndpoint.Invalid(name, reason, $"`docker context inspect {name}` shows how docker reads it.");

    private List<string> Names()
    {
        var folder = shell.Folder is { } docker ? Path.Combine(docker, "contexts", "meta") : "";
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return
        [
            .. Directory
                .EnumerateFiles(folder, "meta.json", SearchOption.AllDirectories)
                .Take(MostNamed)
                .Select(NameIn)
                .OfType<string>()
                .OrderBy(name => name, StringComparer.Ordinal),
        ];
    }

    private static string? NameIn(string file)
    {
        try
        {
            return Parse(file).Word("Name");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return null; // Only named to help; the docker client lists it with an error.
        }
    }
}
