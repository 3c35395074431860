using NetAudit.Live.Tests.Support;

namespace NetAudit.Benchmarks.Hosts;

/// <summary>A Docker host with many running containers, and the commands that read the same facts with other programs.</summary>
internal sealed class CrowdedHost
{
    private const int AtOnce = 4;

    private readonly DockerHost host;
    private readonly IReadOnlyList<string> containers;
    private readonly IReadOnlyList<string> networks;
    private readonly string pids;

    private CrowdedHost(DockerHost host, IReadOnlyList<string> containers, IReadOnlyList<string> networks, string pids) =>
        (this.host, this.containers, this.networks, this.pids) = (host, containers, networks, pids);

    public string Uri => host.Uri;

    /// <summary>Makes the host. It ends with its lab.</summary>
    /// <param name="lab">The lab that the host is added to.</param>
    /// <param name="engine">The engine that the host runs.</param>
    /// <param name="containers">The number of running containers.</param>
    /// <param name="networks">The number of networks. Each container is on one of them.</param>
    /// <param name="driver">The networks' driver: bridge, or overlay. For overlay, the host becomes a swarm.</param>
    public static async Task<CrowdedHost> CreateAsync(Lab lab, EngineKind engine, int containers, int networks, string driver = "bridge")
    {
        var host = await lab.AddHostAsync("crowded", engine);
        await host.StartEngineAsync();
        await host.ImportImageAsync();
        if (driver == "overlay")
        {
            _ = await host.DockerAsync("swarm", "init", "--advertise-addr", host.Address);
        }

        IReadOnlyList<string> made = driver == "overlay" ? ["--driver", driver, "--attachable"] : [];
        for (var network = 0; network < networks; network++)
        {
            _ = await host.DockerAsync(["network", "create", .. made, "--subnet", $"10.128.{network}.0/24", $"net{network}"]);
        }

        var done = 0;
        await Parallel.ForAsync(
            0,
            containers,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (container, cancellationToken) =>
            {
                await host.RunContainerAsync($"web{container}", "--net", $"net{container % networks}");
                if (Interlocked.Increment(ref done) % 50 == 0)
                {
                    await Console.Error.WriteLineAsync($"{done} of {containers} containers run");
                }
            }
        );
        var ids = Lines(await host.DockerAsync("ps", "-aq", "--no-trunc"));
        return new(
            host,
            ids,
            Lines(await host.DockerAsync("network", "ls", "-q", "--no-trunc")),
            await host.DockerAsync(["inspect", "-f", "{{.State.Pid}}", .. ids])
        );
    }

    /// <summary>Inspects all networks and containers with the engine's own client, as a script would.</summary>
    public async Task InspectAsync()
    {
        _ = await host.DockerAsync(["inspect", .. containers]);
        _ = await host.DockerAsync(["network", "inspect", .. networks]);
    }

    /// <summary>Lists the addresses in each container with iproute2, as a script would.</summary>
    public async Task IpAddrAsync() =>
        _ = await Tool.RunAsync("sh", "-ec", $"for pid in {pids.ReplaceLineEndings(" ")}; do nsenter -t $pid -n ip -j -d addr; done");

    public async Task CurlListsAsync() =>
        _ = await Tool.RunAsync(
            "curl",
            "-sSf",
            "--unix-socket",
            host.Uri["unix://".Length..],
            "http://localhost/containers/json?all=1",
            "http://localhost/networks"
        );

    private static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
