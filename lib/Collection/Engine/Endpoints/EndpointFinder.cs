using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>
/// Finds the engine to audit, in the order of the docker client: the argument, DOCKER_HOST, DOCKER_CONTEXT, the current context, the
/// platform's default. If none of these exists, it looks at the other places of engines' sockets.
/// </summary>
internal sealed class EndpointFinder(DockerShell shell)
{
    private readonly DockerContexts _contexts = new(shell);

    /// <summary>Finds the engine.</summary>
    /// <param name="argument">An endpoint, a context's name, or null.</param>
    /// <exception cref="NetAuditException">It can't be used.</exception>
    public EngineEndpoint Find(string? argument)
    {
        var given = argument?.Trim() ?? "";
        return given.Length == 0 ? OfShell()
            : DockerContexts.IsName(given) ? (given == DockerContexts.Default ? OfEnvironment() : OfContext(given))
            : Parse(given, "-DockerHost");
    }

    /// <summary>The engine that `docker` talks to.</summary>
    private EngineEndpoint OfShell()
    {
        if (shell.Variable("DOCKER_HOST") is not null)
        {
            return OfEnvironment();
        }

        if (shell.Variable("DOCKER_CONTEXT") is { } named)
        {
            return named == DockerContexts.Default
                ? OfEnvironment()
                : OfContext(named) with
                {
                    ChosenBy = $"DOCKER_CONTEXT, the context '{named}'",
                };
        }

        var current = _contexts.ReadCurrent();
        var found = current.Name is null or DockerContexts.Default ? OfEnvironment() : OfCurrent(current.Name);
        return current.Trouble is null ? found : found with { Warnings = [.. found.Warnings, current.Trouble] };
    }

    private EngineEndpoint OfCurrent(string name) =>
        OfContext(name) with
        {
            ChosenBy = $"the docker client's current context '{name}' ({_contexts.ConfigFile})",
        };

    /// <summary>The context that the docker client calls "default".</summary>
    private EngineEndpoint OfEnvironment()
    {
        if (shell.Variable("DOCKER_HOST") is { } host)
        {
            // The docker client takes an address without a scheme here.
            var text = host.IndexOf('/') < 0 && !host.StartsWith(@"\\", StringComparison.Ordinal) ? "tcp://" + host : host;
            return Parse(text, "DOCKER_HOST") with { ChosenBy = "DOCKER_HOST" };
        }

        return OtherSockets.Instead(shell) is { } other
            ? EngineEndpoint.Parse(other, "a socket") with
            {
                ChosenBy = "its socket, which was found",
                Warnings =
                [
                    $"there is no socket at {shell.DefaultEndpoint}, where docker in this shell would look; NetAudit reads "
                        + $"the engine at {other}. "
                        + "To choose another engine, use -DockerHost or DOCKER_HOST.",
                ],
            }
            : EngineEndpoint.Parse(shell.DefaultEndpoint, "the default");
    }

    private EngineEndpoint OfContext(string name)
    {
        var context = _contexts.Read(name);
        return EngineEndpoint.Parse(context.Host, $"the context '{name}'", context.Tls) with { ChosenBy = $"the context '{name}'" };
    }

    private EngineEndpoint Parse(string text, string source)
    {
        var secure = text.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        var endpoint = EngineEndpoint.Parse(text, source, secure ? shell.TlsOfHttps : shell.Tls);
        return endpoint.Warnings.Count > 0 && shell.Variable("DOCKER_CERT_PATH") is not null
            ? endpoint with
            {
                Warnings =
                [
                    .. endpoint.Warnings,
                    "DOCKER_CERT_PATH alone does not turn TLS on, nor does it for docker: set DOCKER_TLS_VERIFY too.",
                ],
            }
            : endpoint;
    }
}
