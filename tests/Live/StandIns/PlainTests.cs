using NetAudit.Live.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A host without a multi-host solution, beside three hosts that have one; and names that deceive.</summary>
public abstract class PlainTests : StandInTests
{
    private protected PlainTests(StandInFixture hosts)
        : base(hosts) { }

    private DockerHost Plain => Lab.Plain;

    [Fact]
    public async Task It_has_no_solution_although_other_hosts_agents_run_on_the_same_kernel()
    {
        await Lab.Flannel.VxlanAsync();
        var snapshot = await LabFixture.CollectAsync(Plain);
        Assert.Empty(HostAudit.Detect(snapshot));
        Assert.Empty(AuditRows.Features(snapshot));
        Assert.Equal(2, snapshot.ContainerNamespaces.Count);
    }

    [Fact]
    public async Task A_bridge_called_weave_that_was_made_by_hand_is_not_Weave()
    {
        try
        {
            await Plain.DockerAsync("network", "create", "-o", "com.docker.network.bridge.name=weave", "weave");
            await Plain.RunContainerAsync("onweave", "--network", "weave");
            Assert.Empty(HostAudit.Detect(await LabFixture.CollectAsync(Plain)));
        }
        finally
        {
            await Plain.TryDockerAsync("rm", "-f", "onweave");
            await Plain.TryDockerAsync("network", "rm", "weave");
        }
    }

    [Fact]
    public async Task Containers_with_an_agent_s_name_and_another_image_are_none()
    {
        var names = new[] { "weave", "flanneld", "calico-node" };
        try
        {
            foreach (var name in names)
            {
                await Plain.RunContainerAsync(name);
            }

            Assert.Empty(HostAudit.Detect(await LabFixture.CollectAsync(Plain)));
        }
        finally
        {
            await Plain.TryDockerAsync(["rm", "-f", .. names]);
        }
    }

    [Fact]
    public async Task A_vxlan_link_of_somebody_else_is_no_solution()
    {
        try
        {
            await Plain.ShAsync($"ip link add vxlan7 type vxlan id 7 local {Plain.Address} dstport 4789; ip link set vxlan7 up");
            Assert.Empty(HostAudit.Detect(await LabFixture.CollectAsync(Plain)));
        }
        finally
        {
            await Plain.TryShAsync("ip link del vxlan7");
        }
    }

    [Fact]
    public async Task A_solution_that_is_asked_for_gets_its_ten_rows_anyway()
    {
        var rows = HostAudit
            .Compare(await Lab.SnapshotAsync(Plain), Matrix.Editions.Load(Matrix.Editions.Default), ["Flannel"], [])
            .ToList();
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal("Flannel", row.Solution));
    }

    [Fact]
    public async Task A_bundle_by_collect_sh_shows_no_solution_either()
    {
        var bundle = Collection.RecordedHost.Read(await Collector.RunAsync(Plain), TestContext.Current.CancellationToken);
        Assert.Empty(HostAudit.Detect(bundle));
    }
}
