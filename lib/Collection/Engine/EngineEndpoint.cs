using System.Text.RegularExpressions;
using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>Where an engine listens.</summary>
internal sealed record EngineEndpoint
{
    /// <summary>"unix", "npipe", "tcp", "http" or "https".</summary>
    public required string Scheme { get; init; }

    /// <summary>The socket's path, or the pipe's name; else null.</summary>
    public string? Path { get; init; }

    /// <summary>The endpoint in its usual form.</summary>
    public required Uri Uri { get; init; }

    /// <summary>How HTTP addresses it. A socket and a pipe have no address, so any name does.</summary>
    public required Uri Http { get; init; }

    /// <summary>The endpoint as a person writes it.</summary>
    public override string ToString() => Scheme == "unix" ? "unix://" + Path : Uri.OriginalString;

    /// <summary>The argument, else DOCKER_HOST, else the platform's default.</summary>
    /// <param name="argument">What the user gave, or null.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="windows">Whether this is Windows.</param>
    /// <exception cref="NetAuditException">It can't be used.</exception>
    public static EngineEndpoint Find(string? argument, Func<string, string?> environment, bool windows)
    {
        var tls = !string.IsNullOrEmpty(environment("DOCKER_TLS_VERIFY"));
        if (!string.IsNullOrWhiteSpace(argument))
        {
            return Parse(argument!, "-DockerHost", tls);
        }

        if (environment("DOCKER_HOST") is { } host && !string.IsNullOrWhiteSpace(host))
        {
            return Parse(host, "DOCKER_HOST", tls);
        }

        if (environment("DOCKER_CONTEXT") is { Length: > 0 } context && context != "default")
        {
            throw Invalid(
                context,
                "DOCKER_CONTEXT names a context, and contexts are not read",
                "Give the engine's endpoint with -DockerHost; `docker context inspect` prints it."
            );
        }

        return windows ? Pipe("./pipe/docker_engine", "npipe://./pipe/docker_engine") : Socket("/var/run/docker.sock");
    }

    /// <summary>Reads an endpoint: a URI, or the plain path of a socket or pipe.</summary>
    /// <param name="text">The endpoint.</param>
    /// <param name="source">Where it was given, for messages.</param>
    /// <param name="tls">Whether tcp means TLS.</param>
    /// <exception cref="NetAuditException">It can't be used.</exception>
    public static EngineEndpoint Parse(string text, string source, bool tls)
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
            "" when text.IndexOf('/') >= 0 && text.IndexOf(':') < 0 => Socket(System.IO.Path.GetFullPath(text)),
            "" => throw Invalid(
                text,
                $"{source} is neither a URI nor a path",
                $"Write tcp://{text} for an address, ./{text} for a socket in this folder. A recorded host is named with -Path."
            ),
            "ssh" => throw Invalid(
                text,
                "ssh is not spoken",
                "Forward the socket: `ssh -N -L /tmp/docker.sock:/var/run/docker.sock HOST`, then use -DockerHost unix:///tmp/docker.sock. "
                    + "Or run NetAudit on that host."
            ),
            _ => throw Invalid(text, $"{source} has the unknown scheme '{scheme}'", "Use unix://, npipe://, tcp://, http:// or https://."),
        };
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

    private static EngineEndpoint Address(string scheme, string text, bool tls)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Invalid(text, "this is no address", "Write tcp://HOST:PORT.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Invalid(text, "an engine takes no user name or password", "Write tcp://HOST:PORT.");
        }

        var secure = scheme == "https" || (scheme == "tcp" && tls);
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
        };
    }

    private static NetAuditException Invalid(string text, string reason, string recommendation)
    {
        var shown = Secrets.Text(text);
        return new NetAuditException(
            NetAuditError.EndpointInvalid,
            $"The endpoint '{shown}' can't be used: {reason}.",
            shown,
            recommendation
        );
    }
}
