using NetAudit.Findings;
using NetAudit.Live.Tests.Paths;
using NetAudit.Live.Tests.Support;
using NetAudit.Solutions;

namespace NetAudit.Live.Tests.Troubles;

/// <summary>
/// Two sound hosts in one swarm, each with a container on an overlay network, and also joined by Flannel. Troubles are made on them, one at
/// a time.
/// </summary>
public sealed class TroubleFixture() : LabFixture(EngineKind.Installed)
{
    /// <summary>The overlay network of containers c1, on this host, and c2, on the other.</summary>
    public const string Network = "web";

    /// <summary>The manager.</summary>
    internal DockerHost Here { get; private set; } = null!;

    /// <summary>The worker.</summary>
    internal DockerHost There { get; private set; } = null!;

    /// <summary>Flannel on both hosts. In place of a restart of flanneld, it is joined again, which writes all its entries.</summary>
    internal SwarmFlannel Flannel { get; private set; } = null!;

    /// <summary>All present findings of a host.</summary>
    internal static async Task<IReadOnlyList<RuleFinding>> FindAsync(DockerHost host) =>
        HostFindings.Create(HostContext.Create(await CollectAsync(host))).Found;

    /// <summary>The name of the network's namespace on a host, in /run/docker/netns.</summary>
    internal static async Task<string> NamespaceAsync(DockerHost host)
    {
        var id = await host.DockerAsync("network", "inspect", "-f", "{{.Id}}", Network);
        return (await host.ShAsync($"cd /run/docker/netns && ls -d *-{id[..10]}")).Trim();
    }

    private protected override async Task SetUpAsync()
    {
        Here = await AddHostAsync("th1");
        There = await AddHostAsync("th2");
        await Task.WhenAll(StartAsync(Here, SwarmFlannel.EngineArguments(1)), StartAsync(There, SwarmFlannel.EngineArguments(2)));
        await JoinAsync(Here, There);
        await Here.DockerAsync("network", "create", "-d", "overlay", "--attachable", "--subnet", "10.64.0.0/24", Network);
        await Here.RunContainerAsync("c1", "--network", Network);
        await There.RunContainerAsync("c2", "--network", Network);
        await Here.RunContainerAsync("d1", "-p", "18080:80");
        await There.RunContainerAsync("d2");
        await AnswersAsync(Here, "c1", "c2");
        Flannel = new SwarmFlannel(Here, There);
        await Flannel.VxlanAsync();
    }
}

[CollectionDefinition(nameof(TroubleFixture))]
public sealed class TroubleFixtureCollection : ICollectionFixture<TroubleFixture>;
