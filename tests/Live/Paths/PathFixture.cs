using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Paths;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.Live.Tests.Paths;

/// <summary>Two hosts, in one swarm and joined by Flannel at the same time, with containers on both.</summary>
public sealed class PathFixture() : LabFixture(EngineKind.Installed)
{
    internal DockerHost First { get; private set; } = null!;

    internal DockerHost Second { get; private set; } = null!;

    internal SwarmFlannel Flannel { get; private set; } = null!;

    /// <summary>Measures the paths, with rows as a user gets them.</summary>
    internal static async Task<IReadOnlyList<OverlayPath>> MeasureAsync(
        PathOptions options,
        string solution,
        CancellationToken cancellationToken,
        params DockerHost[] hosts
    )
    {
        var found = new List<PathHost>();
        foreach (var host in hosts)
        {
            found.Add(
                await PathRun.FindHostAsync(HostContext.Create(await CollectAsync(host)), new NullCollectionLog(), cancellationToken)
            );
        }

        var steps = PathRun.Plan(found, options).Steps.Where(step => step.Solution == solution).ToList();
        Assert.NotEmpty(steps);
        var rows = new List<OverlayPath>(
            await PathRun.RunAsync([.. steps.Where(step => !step.IsLoad)], options, new NullCollectionLog(), cancellationToken)
        );
        foreach (var step in steps.Where(step => step.IsLoad))
        {
            rows.AddRange(await PathRun.RunAsync([step], options, new NullCollectionLog(), cancellationToken));
        }

        return rows;
    }

    private protected override async Task SetUpAsync()
    {
        First = await AddHostAsync("ph1");
        Second = await AddHostAsync("ph2");
        Flannel = new SwarmFlannel(First, Second);
        await Task.WhenAll(StartAsync(First, SwarmFlannel.EngineArguments(1)), StartAsync(Second, SwarmFlannel.EngineArguments(2)));
        await JoinAsync(First, Second);
        await First.DockerAsync("network", "create", "-d", "overlay", "--attachable", "ovp");
        await First.RunContainerAsync("c1", "--network", "ovp");
        await First.RunContainerAsync("c1b", "--network", "ovp");
        await Second.RunContainerAsync("c2", "--network", "ovp");
        await First.RunContainerAsync("d1");
        await Second.RunContainerAsync("d2");
        await AnswersAsync(First, "c1", "c2");
    }
}

[CollectionDefinition(nameof(PathFixture))]
public sealed class PathFixtureCollection : ICollectionFixture<PathFixture>;
