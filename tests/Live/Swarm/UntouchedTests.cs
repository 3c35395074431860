using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>An audit leaves nothing behind and disturbs nothing.</summary>
public abstract class UntouchedTests : SwarmTests
{
    private protected UntouchedTests(SwarmFixture swarm)
        : base(swarm)
    {
    }

    [Fact]
    public async Task Processes_containers_networks_namespaces_rules_and_links_are_the_same_after_an_audit()
    {
        var before = await HostState.SettledAsync(Manager);
        Assert.Contains(before, line => line.Contains("dockerd", StringComparison.Ordinal));
        Assert.NotEmpty(Asked.Features(await LabFixture.CollectAsync(Manager)));
        var after = await HostState.OfAsync(Manager);
        Assert.Empty(before.Except(after));
        Assert.Empty(after.Except(before));
    }

    [Fact]
    public async Task The_test_process_is_in_its_own_namespace_after_an_audit()
    {
        var before = await SettledNamespacesAsync();
        await LabFixture.CollectAsync(Manager);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Thread.Sleep(5), TestContext.Current.CancellationToken)));
        var after = await SettledNamespacesAsync();
        Assert.Single(before);
        Assert.Equal(before, after);
    }

    // A thread that has done its work is there until the kernel took it away, which takes a while on a busy machine; one of the pool would stay.
    private static async Task<IReadOnlyList<string>> SettledNamespacesAsync()
    {
        for (var tries = 0; tries < 50 && Namespaces().Count > 1; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return Namespaces();
    }

    // The namespaces of all threads: one that had entered a container's and went back to the pool would show.
    private static IReadOnlyList<string> Namespaces() =>
        [.. Directory.GetDirectories("/proc/self/task").Select(task => new FileInfo(Path.Combine(task, "ns/net")).LinkTarget ?? "").Where(target => target.Length > 0).Distinct()];
}
