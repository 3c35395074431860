using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>An audit leaves nothing behind and disturbs nothing.</summary>
public abstract class AuditUntouchedTests : SwarmTests
{
    private protected AuditUntouchedTests(SwarmFixture swarm)
        : base(swarm) { }

    [Fact]
    public async Task Processes_containers_networks_namespaces_rules_and_links_are_the_same_after_an_audit()
    {
        var before = await HostState.SettledAsync(Manager);
        Assert.Contains(before, line => line.Contains("dockerd", StringComparison.Ordinal));
        Assert.NotEmpty(AuditRows.Features(await LabFixture.CollectAsync(Manager)));
        var after = await HostState.OfAsync(Manager);
        Assert.Empty(before.Except(after));
        Assert.Empty(after.Except(before));
    }

    [Fact]
    public async Task The_test_process_is_in_its_own_namespace_after_an_audit()
    {
        var before = await ThreadNamespaces.SettledAsync(TestContext.Current.CancellationToken);
        await LabFixture.CollectAsync(Manager);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Thread.Sleep(5), TestContext.Current.CancellationToken)));
        var after = await ThreadNamespaces.SettledAsync(TestContext.Current.CancellationToken);
        Assert.Single(before);
        Assert.Equal(before, after);
    }
}
