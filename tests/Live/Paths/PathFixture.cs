using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Paths;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Paths;

/// <summary>Two hosts, in one swarm and joined by Flannel at the same time, with containers on both.</summary>
public sealed class PathFixture() : LabFixture(EngineKind.Installed)
{
    internal DockerHost First { get; private set; } = null!;

    internal DockerHost Second { get; private set; } = null!;

    internal FlannelPair Flannel { get; private set; } = null!;

    /// <summary>The rows as a user gets them.</summary>
    internal static async Task<IReadOnlyList<OverlayPath>> MeasureAsync(PathOptions options, string solution, CancellationToken cancellationToken, params DockerHost[] hosts)
    {
        var found = new List<PathHost>();
        foreach (var host in hosts)
        {
            found.Add(await PathRun.FindHostAsync(await CollectAsync(host), new NullCollectionLog(), cancellationToken));
        }

        var steps = PathRun.Plan(found, options).Steps.Where(step => step.Solution == solution).ToList();
        Assert.NotEmpty(steps);
        var rows = new List<OverlayPath>(await PathRun.RunAsync([.. steps.Where(step => !step.IsLoad)], options, new NullCollectionLog(), cancellationToken));
        foreach (var step in steps.Where(step => step.IsLoad))
        {
            rows.AddRange(await PathRun.RunAsync([step], options, new NullCollectionLog(), cancellationToken));
        }

        return rows;
    }

    /// <summary>Runs a script in a container's network namespace, with this machine's tools.</summary>
    internal static async Task<string> InsideAsync(DockerHost host, string container, string script) =>
        await Tool.RunAsync("nsenter", $"--net=/proc/{await host.PidOfAsync(container)}/ns/net", "sh", "-ec", script);

    private protected override async Task SetUpAsync()
    {
        First = await AddHostAsync("ph1");
        Second = await AddHostAsync("ph2");
        Flannel = new FlannelPair(First, Second);
        await Task.WhenAll(StartAsync(First, 1), StartAsync(Second, 2));
        await First.DockerAsync("swarm", "init", "--advertise-addr", First.Address);
        var token = await First.DockerAsync("swarm", "join-token", "-q", "worker");
        await Second.DockerAsync("swarm", "join", "--advertise-addr", Second.Address, "--token", token, First.Address + ":2377");
        await First.DockerAsync("network", "create", "-d", "overlay", "--attachable", "ovp");
        await First.RunContainerAsync("c1", "--network", "ovp");
        await First.RunContainerAsync("c1b", "--network", "ovp");
        await Second.RunContainerAsync("c2", "--network", "ovp");
        await First.RunContainerAsync("d1");
        await Second.RunContainerAsync("d2");
        await Tool.UntilAsync("c2 answers", () => First.TryDockerAsync("exec", "c1", "ping", "-c", "1", "-W", "1", "c2"));
    }

    private static async Task StartAsync(DockerHost host, int number)
    {
        await host.StartEngineAsync(FlannelPair.EngineArguments(number));
        await host.ImportImageAsync();
    }
}

[CollectionDefinition(nameof(PathFixture))]
public sealed class PathFixtureCollection : ICollectionFixture<PathFixture>;

/// <summary>Tests on the fixture's hosts; skipped with the reason where they can't be had.</summary>
public abstract class PathTestBase
{
    private protected PathTestBase(PathFixture lab)
    {
        Lab = lab;
        Assert.SkipWhen(lab.Missing is not null, lab.Missing ?? "");
    }

    private protected PathFixture Lab { get; }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
