namespace NetAudit.Collection.Engine;

/// <summary>The settings of `docker` in the same shell: environment variables and the user's folders.</summary>
/// <param name="Environment">Environment variables.</param>
/// <param name="Windows">Whether this is Windows.</param>
internal sealed record DockerShell(Func<string, string?> Environment, bool Windows)
{
    /// <summary>The user's folder, or null.</summary>
    public string? Home => Variable(Windows ? "USERPROFILE" : "HOME");

    /// <summary>The docker client's folder, or null if there is no home.</summary>
    public string? Folder => Variable("DOCKER_CONFIG") ?? (Home is { } home ? Path.Combine(home, ".docker") : null);

    /// <summary>The endpoint that `docker` uses by default.</summary>
    public string DefaultEndpoint => Windows ? "npipe://./pipe/docker_engine" : "unix:///var/run/docker.sock";

    /// <summary>A variable's value; null if it is unset or empty.</summary>
    public string? Variable(string name) => Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>
    /// The TLS files that the environment names: DOCKER_TLS_VERIFY asks for TLS, DOCKER_TLS for TLS with any server. Null: tcp is
    /// unencrypted.
    /// </summary>
    public TlsFiles? Tls =>
        Environment("DOCKER_TLS_VERIFY") is { Length: > 0 } ? Files(anyServer: false)
        : Environment("DOCKER_TLS") is { Length: > 0 } ? Files(anyServer: true)
        : null;

    /// <summary>The TLS files for https://, which is always TLS: only a folder that was named counts.</summary>
    public TlsFiles? TlsOfHttps => Tls ?? (Variable("DOCKER_CERT_PATH") is null ? null : Files(anyServer: false));

    private TlsFiles? Files(bool anyServer) =>
        (Variable("DOCKER_CERT_PATH") ?? Folder) is { } folder
            ? TlsFiles.In(folder, Variable("DOCKER_CERT_PATH") is null ? "the docker client's folder" : "DOCKER_CERT_PATH") with
            {
                AnyServer = anyServer,
            }
            : null;
}
