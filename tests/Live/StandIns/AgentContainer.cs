using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>Runs stand-ins in a container on the host's network. Its image has the real agent's name.</summary>
internal static class AgentContainer
{
    /// <summary>
    /// The agents' programs are in /standins, which the container sees under <paramref name="mount"/>. Privileged mode doesn't work in the
    /// lab.
    /// </summary>
    public static async Task RunAsync(
        DockerHost host,
        string name,
        string image,
        string mount,
        IReadOnlyList<string> options,
        IReadOnlyList<string> command
    )
    {
        await host.DockerAsync("tag", BusyboxImage.Name, image);
        var libraries = new[] { "/usr", "/lib", "/lib64" }
            .Where(Directory.Exists)
            .SelectMany(folder => new[] { "-v", $"{folder}:{folder}:ro" });
        string[] mounts = ["-v", $"/run/standins:{mount}", .. libraries];
        await host.DockerAsync(["run", "-d", "--name", name, "--network", "host", .. mounts, .. options, image, .. command]);
        await Task.Delay(300);
        if (await host.DockerAsync("inspect", "-f", "{{.State.Running}}", name) != "true")
        {
            throw new InvalidOperationException($"{name} ended: {(await host.TryDockerAsync("logs", name)).Error}");
        }
    }
}
