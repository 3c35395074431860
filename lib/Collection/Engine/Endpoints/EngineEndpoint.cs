using System.Text.RegularExpressions;
using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>Where an engine listens, and the protocol to use.</summary>
internal sealed record EngineEndpoint
{
    /// <summary>"unix", "npipe", "tcp", "http", "https" or "ssh".</summary>
    public required string Scheme { get; init; }

    /// <summary>The socket's path, or the pipe's name; else null.</summary>
    public string? Path { get; init; }

    /// <summary>The endpoint in its usual form.</summary>
    public required Uri Uri { get; init; }

    /// <summary>How HTTP addresses it. A socket and a pipe have no address, so any name does.</summary>
    public required Uri Http { get; init; }

    /// <summary>The files that TLS uses; null without TLS, or with the machine's own authorities.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>The origin of the endpoint, for messages: "DOCKER_HOST", "the context 'prod'". Null: the user named it.</summary>
    public string? ChosenBy { get; init; }

    /// <summary>What a user should know before it is used.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsSecure => Http.Scheme == Uri.UriSchemeHttps;

    /// <summary>The endpoint as a person writes it.</summary>
    public override string ToString() => Scheme == "unix" ? "unix://" + Path : Uri.OriginalString;

    /// <summary>The argument, else the engine that `docker` in the same shell talks to.</summary>
    /// <param name="argument">The user's argument, or null.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="windows">Whether this is Windows.</param>
    /// <exception cref="NetAuditException">It can't be used.</exception>
    public static EngineEndpoint Find(string? argument, Func<string, string?> environment, bool windows) =>
        new EndpointFinder(new DockerShell(environment, windows)).Find(argument);

    /// <summary>Reads an endpoint: a URI, or the plain path of a socket or pipe.</summary>
    /// <param name="text">The endpoint.</param>
    /// <param name="source">The origin of the endpoint, for messages.</param>
    /// <param name="tls">The files for TLS if tcp means TLS.</param>
    /// <exception cref="NetAuditException">It can't be used.</exception>
    public static EngineEndpoint Parse(string text, string source, TlsFiles? tls = null)
    {
        text = text.Trim();
        if (text.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return Pipe(text.Replace('\\', '/'), text);
        }

        var scheme = Regex.Match(text, "^([A-Za-z][A-Za-z0-9+.-]*):/").Groups[1].Value.ToLowerInvariant();
        var rest = scheme.Length == 0 ? "" : text[(scheme.Length + 1)..];
        return scheme switch
        {
            "unix" => Socket("/" + rest.TrimStart('/')),
            "npipe" => Pipe(rest, text),
            "tcp" or "http" or "https" => Address(scheme, text, tls),
            "ssh" => SshEndpoint.Parse(text),
            "" when text.IndexOf('/') >= 0 && text.IndexOf(':') < 0 => Socket(System.IO.Path.GetFullPath(text)),
            "" => throw Invalid(
                text,
                $"{source} is neither a URI nor a path",
                $"Write tcp://{text} for an address, ssh://{text} for a host that ssh reaches, ./{text} for a socket in this folder. "
                    + "A recorded host is named with -Path."
            ),
            _ => throw Invalid(
                text,
                $"{source} has the unknown scheme '{scheme}'",
                "Use unix://, npipe://, tcp://, http://, https:// or ssh://, or name a docker context."
            ),
        };
    }

    internal static NetAuditException Invalid(string text, string reason, string recommendation)
    {
        var shown = Secrets.Text(text);
        return new NetAuditException(
            NetAuditError.EndpointInvalid,
            $"The endpoint '{shown}' can't be used: {reason}.",
            shown,
            recommendation
        );
    }

    private static EngineEndpoint Socket(string path)
    {
        var escaped = string.Join("/", path.Split('/').Select(Uri.EscapeDataString));
        return new EngineEndpoint
        {
            Scheme = "unix",
            Path = path,
            Uri = new Uri("unix://" + escaped),
            Http = new Uri("http://docker/"),
        };
    }

    // Contexts write four slashes, Docker.DotNet wants two, Windows wants none.
    private static EngineEndpoint Pipe(string rest, string text)
    {
        var parts = rest.Trim('/').Split('/');
        if (
            parts.Length != 3
            || parts[0] is not ("." or "localhost")
            || !parts[1].Equals("pipe", StringComparison.OrdinalIgnoreCase)
            || parts[2].Length == 0
        )
        {
            throw Invalid(text, "this is no pipe of this machine", "Write npipe://./pipe/docker_engine.");
        }

        return new EngineEndpoint
        {
            Scheme = "npipe",
            Path = parts[2],
            Uri = new Uri("npipe://./pipe/" + Uri.EscapeDataString(parts[2])),
            Http = new Uri("http://docker/"),
        };
    }

    private static EngineEndpoint Address(string scheme, string text, TlsFiles? tls)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Invalid(text, "this is no address", "Write tcp://HOST:PORT.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Invalid(text, "an engine takes no user name or password", "Write tcp://HOST:PORT.");
        }

        var secure = scheme == "https" || (scheme == "tcp" && tls is not null);
        var port =
            scheme != "tcp" || uri.Port > 0 ? uri.Port
            : secure ? 2376
            : 2375;
        var http = new UriBuilder(secure ? "https" : "http", uri.Host, port, uri.AbsolutePath.TrimEnd('/') + "/").Uri;
        return new EngineEndpoint
        {
            Scheme = scheme,
            Uri = new Uri($"{scheme}://{uri.Host}:{port}{uri.AbsolutePath.TrimEnd('/')}"),
            Http = http,
            Tls = secure ? tls : null,
            Warnings = secure || uri.IsLoopback ? [] : [InClear($"{scheme}://{uri.Host}:{port}")],
        };
    }

    private static string InClear(string shown) =>
        $"{shown} is read unencrypted: whoever reaches that port is root on the host, and whoever is on the path can read and change the "
        + "answers. "
        + "Use ssh://USER@HOST, or TLS (DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or a docker context).";
}
