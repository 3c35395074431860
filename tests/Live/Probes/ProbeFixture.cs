using NetAudit.Live.Tests.Support;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

/// <summary>
/// Two hosts in one swarm with containers on three networks, and one Flannel-like host whose container is on the default bridge.
/// </summary>
public sealed class ProbeFixture() : LabFixture(EngineKind.Installed)
{
    internal DockerHost Manager { get; private set; } = null!;

    internal DockerHost Worker { get; private set; } = null!;

    internal DockerHost Flannel { get; private set; } = null!;

    /// <summary>Sends probes to a host in its present state.</summary>
    internal static async Task<HostSnapshot> ProbeAsync(DockerHost host, string check, params string[] containers) =>
        await ProbeAsync(
            await CollectAsync(host),
            [check],
            new ProbeOptions { Containers = containers },
            TestContext.Current.CancellationToken
        );

    internal static async Task<HostSnapshot> ProbeAsync(
        HostSnapshot host,
        string[] checks,
        ProbeOptions options,
        CancellationToken cancellationToken
    )
    {
        var plan = await ProbeRun.PlanAsync(host, checks, options, new NullCollectionLog(), cancellationToken);
        Assert.NotEmpty(plan.Steps);
        return await ProbeRun.RunAsync(host, plan, new NullCollectionLog(), cancellationToken);
    }

    internal static OverlayFeature Row(HostSnapshot host, string solution, string aspect) =>
        Assert.Single(HostAudit.Compare(host, Editions.Load(Editions.Default), [solution], [aspect]));

    private protected override async Task SetUpAsync()
    {
        Manager = await AddHostAsync("pm1");
        Worker = await AddHostAsync("pw1");
        Flannel = await AddHostAsync("pf1");
        await Flannel.ShAsync(
            "mkdir -p /run/flannel; printf "
                + "'FLANNEL_NETWORK=10.55.0.0/16\\nFLANNEL_SUBNET=10.55.1.1/24\\nFLANNEL_MTU=1450\\nFLANNEL_IPMASQ=false\\n' "
                + ">/run/flannel/subnet.env; ip link add flannel.1 type vxlan id 1 dev eth0 dstport 8472"
        );
        await Task.WhenAll(StartAsync(Manager), StartAsync(Worker), StartAsync(Flannel, "--bip", "10.55.1.1/24"));
        await JoinAsync(Manager, Worker);
        foreach (var network in new[] { "ova", "ovb", "ovc" })
        {
            await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", network);
        }

        for (var number = 0; number < 20; number++)
        {
            var network = new[] { "ova", "ovb", "ovc" }[number % 3];
            await Manager.RunContainerAsync($"{network}-{number / 3}", "--network", network);
        }

        await Worker.RunContainerAsync("far", "--network", "ova");
        await Flannel.RunContainerAsync("fl-0");
        await Flannel.RunContainerAsync("fl-1");
        await AnswersAsync(Manager, "ova-0", "far");
    }
}

[CollectionDefinition(nameof(ProbeFixture))]
public sealed class ProbeFixtureCollection : ICollectionFixture<ProbeFixture>;
