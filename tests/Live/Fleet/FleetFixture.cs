using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>
/// Three hosts of one swarm, and a machine from which they are audited. Each host is reached by its socket, by TLS, by ssh, and by the
/// swarm's job.
/// </summary>
public sealed class FleetFixture() : LabFixture(EngineKind.Installed)
{
    private Certificates _certificates = null!;
    private DockerHost _administration = null!;

    internal IReadOnlyList<DockerHost> Hosts { get; private set; } = [];

    internal DockerHost Manager => Hosts[0];

    internal Administrator Administrator { get; private set; } = null!;

    private protected override string? MissingTool()
    {
        var missing = ToolsImage.Missing.Concat(new[] { "sshd", "openssl" }.Where(tool => Tool.Find(tool) is null)).ToList();
        return missing.Count > 0 ? $"needs {string.Join(", ", missing)}" : null;
    }

    private protected override async Task SetUpAsync()
    {
        Hosts = [await AddHostAsync("fm1"), await AddHostAsync("fw1"), await AddHostAsync("fw2")];
        _administration = await AddHostAsync("admin");
        _certificates = new Certificates(Path.Combine(Lab.Folder, "certificates"));
        await _certificates.CreateAuthorityAsync("fleet authority");
        await _certificates.SignAsync("client", "extendedKeyUsage=clientAuth");
        foreach (var host in Hosts)
        {
            await _certificates.SignAsync(host.Name, $"subjectAltName=IP:{host.Address}\\nextendedKeyUsage=serverAuth");
        }

        Administrator = new Administrator(_administration, _certificates);
        await Administrator.SetUpAsync();
        var image = await ToolsImage.TarAsync();
        await Task.WhenAll(Hosts.Select(host => StartAsync(host, image)));
        await Manager.DockerAsync("swarm", "init", "--advertise-addr", Manager.Address);
        var token = await Manager.DockerAsync("swarm", "join-token", "-q", "worker");
        foreach (var worker in Hosts.Skip(1))
        {
            await worker.DockerAsync("swarm", "join", "--advertise-addr", worker.Address, "--token", token, Manager.Address + ":2377");
        }

        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "ov1");
        foreach (var (host, number) in Hosts.Select((host, at) => (host, at + 1)))
        {
            await host.RunContainerAsync($"c{number}", "--network", "ov1");
        }

        foreach (var other in new[] { "c2", "c3" })
        {
            await AnswersAsync(Manager, "c1", other);
        }
    }

    /// <summary>Waits until a node is ready or down.</summary>
    internal Task UntilNodeAsync(DockerHost node, string state) =>
        Tool.UntilAsync(
            $"{node.Name} is {state}",
            async () =>
            {
                var seen = await Manager.TryDockerAsync("node", "inspect", "-f", "{{.Status.State}}", node.Name);
                return seen with { ExitCode = seen.Output.Trim() == state ? 0 : 1 };
            },
            seconds: 90
        );

    /// <summary>Starts a stopped engine and its container, which ended with it.</summary>
    internal async Task RestartAsync(DockerHost host)
    {
        await host.StartEngineAsync(EngineArguments(host));
        await UntilNodeAsync(host, "ready");
        var container = "c" + (Hosts.ToList().IndexOf(host) + 1);
        await Tool.UntilAsync($"{container} runs", () => host.TryDockerAsync("start", container), seconds: 180);
        await AnswersAsync(Manager, "c1", container);
    }

    /// <summary>The arguments of a host's engine, also for a restart.</summary>
    private string[] EngineArguments(DockerHost host) =>
        [
            "-H=unix:///var/run/docker.sock",
            $"-H=tcp://{host.Address}:2376",
            "--tlsverify",
            $"--tlscacert={_certificates.Authority}",
            $"--tlscert={_certificates.In(host.Name + ".pem")}",
            $"--tlskey={_certificates.In(host.Name + "-key.pem")}",
        ];

    private async Task StartAsync(DockerHost host, byte[] image)
    {
        await StartAsync(host, EngineArguments(host));
        _ = (await host.TryDockerAsync(image, "import", "-", ToolsImage.Name)).OrThrow();
        await Administrator.ReachByTlsAsync(host);
        await Administrator.ReachBySshAsync(host);
    }
}

[CollectionDefinition(nameof(FleetFixture))]
public sealed class FleetCollection : ICollectionFixture<FleetFixture>;
