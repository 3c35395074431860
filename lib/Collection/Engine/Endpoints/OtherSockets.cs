namespace NetAudit.Collection.Engine;

/// <summary>Finds engines' sockets at other places than Docker's usual one: rootless Docker, Docker Desktop, podman.</summary>
internal static class OtherSockets
{
    /// <summary>Returns the first existing socket as an endpoint; null if the usual one exists, or none.</summary>
    public static string? Instead(DockerShell shell) => Instead(shell, File.Exists);

    /// <summary>The first existing socket, with a function that says which paths exist.</summary>
    internal static string? Instead(DockerShell shell, Func<string, bool> exists) =>
        shell.Windows || exists("/var/run/docker.sock") ? null
        : Places(shell).FirstOrDefault(exists) is { } path ? "unix://" + path
        : null;

    private static IEnumerable<string> Places(DockerShell shell)
    {
        var runtime = shell.Variable("XDG_RUNTIME_DIR");
        if (runtime is not null)
        {
            yield return Path.Combine(runtime, "docker.sock");
        }

        if (shell.Home is { } home)
        {
            yield return Path.Combine(home, ".docker/desktop/docker.sock");
            yield return Path.Combine(home, ".docker/run/docker.sock");
        }

        yield return "/run/podman/podman.sock";
        if (runtime is not null)
        {
            yield return Path.Combine(runtime, "podman/podman.sock");
        }
    }
}
