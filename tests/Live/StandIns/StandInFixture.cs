using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>
/// Four hosts side by side: Flannel-, Weave- and Calico-like ones, and one with only Docker's own single-host networks. Links, routes,
/// rules, files, sockets and engine answers are real. Only the agents' programs are stand-ins.
/// </summary>
public abstract class StandInFixture : LabFixture
{
    private protected StandInFixture(EngineKind engine)
        : base(engine) { }

    internal FlannelHost Flannel { get; private set; } = null!;

    internal WeaveHost Weave { get; private set; } = null!;

    internal CalicoHost Calico { get; private set; } = null!;

    internal DockerHost Plain { get; private set; } = null!;

    private protected override async Task SetUpAsync()
    {
        Flannel = new(await AddHostAsync("fl"));
        Weave = new(await AddHostAsync("we"));
        Calico = new(await AddHostAsync("ca"));
        Plain = await AddHostAsync("pl");
        await Task.WhenAll(Flannel.StartAsync(), Weave.StartAsync(), Calico.StartAsync(), StartPlainAsync());
    }

    private protected override async ValueTask TearDownAsync()
    {
        await (Weave?.DisposeAsync() ?? default);
        await (Calico?.DisposeAsync() ?? default);
    }

    private async Task StartPlainAsync()
    {
        await Plain.StartEngineAsync();
        await Plain.ImportImageAsync();
        await Plain.DockerAsync("network", "create", "br1");
        await Plain.RunContainerAsync("b1", "--network", "br1");
        await Plain.RunContainerAsync("d1");
    }
}

/// <summary>The four hosts on this machine's engine.</summary>
public sealed class InstalledStandIns() : StandInFixture(EngineKind.Installed);

/// <summary>The four hosts on a current engine.</summary>
public sealed class SidStandIns() : StandInFixture(EngineKind.Sid);

[CollectionDefinition(nameof(InstalledStandIns))]
public sealed class InstalledStandInsCollection : ICollectionFixture<InstalledStandIns>;

[CollectionDefinition(nameof(SidStandIns))]
public sealed class SidStandInsCollection : ICollectionFixture<SidStandIns>;

/// <summary>Tests on the shared hosts.</summary>
public abstract class StandInTests : LabTestBase<StandInFixture>
{
    private protected StandInTests(StandInFixture hosts)
        : base(hosts) { }
}
