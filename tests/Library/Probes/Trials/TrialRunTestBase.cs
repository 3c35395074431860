using System.Diagnostics;
using NetAudit.Collection.Engine;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Probes.Trials;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes.Trials;

/// <summary>Tests that run a network trial on a made-up engine.</summary>
public abstract class TrialRunTestBase : IAsyncLifetime
{
    private protected static NetworkTrial Overlap { get; } =
        new(
            ProbeCheck.IPOverlap,
            "DockerOverlay",
            [
                new()
                {
                    Part = TrialPart.Free,
                    Driver = "overlay",
                    Internal = true,
                    Subnet = "198.18.0.0/28",
                },
                new()
                {
                    Part = TrialPart.Same,
                    Driver = "overlay",
                    Internal = true,
                    Subnet = "198.18.0.0/28",
                },
            ]
        );

    private protected static TrialLimits Limits { get; } =
        new()
        {
            Between = TimeSpan.FromMilliseconds(10),
            Removal = TimeSpan.FromSeconds(1),
            Answer = TimeSpan.FromSeconds(1),
            AnswerWhenStopped = TimeSpan.FromSeconds(1),
        };

    private protected TrialRunTestBase() => Networks = new FakeNetworks(Engine);

    private protected FakeEngine Engine { get; } = new();

    private protected FakeNetworks Networks { get; }

    private protected ProbeOptions Options { get; set; } = new() { Timeout = TimeSpan.FromMilliseconds(200), AllowTemporaryNetwork = true };

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Engine.DisposeAsync();
    }

    private protected Task<(IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps)> OverlapAsync() =>
        RunAsync(Overlap, TestContext.Current.CancellationToken);

    private protected async Task<(IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps)> RunAsync(
        NetworkTrial trial,
        CancellationToken cancellationToken
    )
    {
        var log = new NullCollectionLog();
        using var engine = await TemporaryNetworkEngine.ConnectAsync(
            EngineEndpoint.Parse(Engine.Endpoint, "a test"),
            log,
            cancellationToken
        );
        return await new TrialRun(engine, Options, Limits, log).RunAsync([trial], cancellationToken);
    }

    private protected static async Task UntilAsync(Func<bool> holds)
    {
        for (var clock = Stopwatch.StartNew(); !holds() && clock.Elapsed.TotalSeconds < 20; )
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(holds());
    }
}
