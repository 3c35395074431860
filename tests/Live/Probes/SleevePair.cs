using NetAudit.Live.Tests.StandIns;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Probes;

/// <summary>Two Weave-like hosts whose sleeve carries frames, each with a container.</summary>
public sealed class SleevePair() : LabFixture(EngineKind.Installed)
{
    internal SleeveHost Near { get; private set; } = null!;

    internal SleeveHost Far { get; private set; } = null!;

    /// <summary>Restarts both sleeves, and waits until the containers reach each other.</summary>
    internal async Task RunAsync(bool isSealed, string merges = "no")
    {
        await Task.WhenAll(Near.RunAsync(isSealed, merges), Far.RunAsync(isSealed));
        await Tool.UntilAsync(
            "the far container answers",
            () => Near.Host.TryDockerAsync("exec", Near.Container, "ping", "-c", "1", "-W", "1", SleeveHost.AddressOf(2)),
            seconds: 10
        );
    }

    /// <summary>Drops the sleeve's datagrams at their receiver while the work runs.</summary>
    internal async Task<T> CutAsync<T>(Func<Task<T>> work)
    {
        await Far.Host.ShAsync("iptables -I INPUT -p udp --dport 6783 -j DROP");
        try
        {
            return await work();
        }
        finally
        {
            await Far.Host.ShAsync("iptables -D INPUT -p udp --dport 6783 -j DROP");
        }
    }

    private protected override async Task SetUpAsync()
    {
        var (near, far) = (await AddHostAsync("sn"), await AddHostAsync("sf"));
        Near = new SleeveHost(near, 1, far.Address);
        Far = new SleeveHost(far, 2, near.Address);
        await Task.WhenAll(Near.StartAsync(), Far.StartAsync());
    }
}

[CollectionDefinition(nameof(SleevePair))]
public sealed class SleevePairCollection : ICollectionFixture<SleevePair>;
