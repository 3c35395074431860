using System.Diagnostics;
using NetAudit.Live.Tests.Support;
using NetAudit.Paths;

namespace NetAudit.Live.Tests.Paths;

/// <summary>A measurement leaves nothing behind, even if it is cut short.</summary>
[Collection(nameof(PathFixture))]
public sealed class MeasuringUntouchedTests(PathFixture lab) : LabTestBase<PathFixture>(lab)
{
    private static readonly PathOptions s_all = new()
    {
        Throughput = true,
        TransferTime = TimeSpan.FromSeconds(0.3),
        Count = 5,
        Interval = TimeSpan.FromMilliseconds(20),
        Containers = ["c1"],
        Targets = ["c2"],
    };

    [Fact]
    public async Task Hosts_containers_sockets_and_this_process_s_threads_are_the_same_afterwards()
    {
        var before = await StateAsync(HostState.SettledAsync);
        var rows = await PathFixture.MeasureAsync(s_all, "DockerOverlay", Cancellation, Lab.First, Lab.Second);
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.True(row.MedianMilliseconds > 0 || row.MegabitsPerSecond > 0, row.Answer));

        Assert.Equal(before, await StateAsync(HostState.OfAsync));
        Assert.Equal([ThreadNamespaces.Own], await ThreadNamespaces.SettledAsync(Cancellation));
    }

    [Fact]
    public async Task Cancelling_a_transfer_ends_it_at_once_and_no_socket_stays()
    {
        var before = await SocketsAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var measuring = PathFixture.MeasureAsync(
            s_all with
            {
                TransferTime = TimeSpan.FromSeconds(20),
                Count = 1,
            },
            "DockerOverlay",
            cancel.Token,
            Lab.First,
            Lab.Second
        );
        await Tool.UntilAsync(
            "the connection",
            async () => (await SocketsAsync()) == before ? new ToolResult("ss", 1, "", "not there") : new ToolResult("ss", 0, "", "")
        );
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => measuring);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
        Assert.Equal(before, await SocketsAsync());
    }

    private async Task<IReadOnlyList<string>> StateAsync(Func<DockerHost, Task<IReadOnlyList<string>>> look) =>
        [.. await look(Lab.First), .. await look(Lab.Second), await SocketsAsync()];

    /// <summary>All sockets in the containers' namespaces, in any state, and those of the hosts that no engine owns.</summary>
    private async Task<string> SocketsAsync()
    {
        const string inside = "(ss -Hatuwn; ss -Ha0n) | tr -s ' ' | sort; iptables -S";
        const string host = "ss -Hatuwnp | grep -v -e dockerd -e flanneld -e TIME-WAIT | tr -s ' ' | sort";
        return string.Join(
            '\n',
            await Lab.First.InsideAsync("c1", inside),
            await Lab.Second.InsideAsync("c2", inside),
            await Lab.First.ShAsync(host),
            await Lab.Second.ShAsync(host)
        );
    }
}
