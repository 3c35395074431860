using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>Two hosts in one swarm with overlay networks to change: app with c1 and c2, and encrypted sec with s1 and s2.</summary>
public sealed class OverlayPair() : LabFixture(EngineKind.Installed)
{
    internal DockerHost Manager { get; private set; } = null!;

    internal DockerHost Worker { get; private set; } = null!;

    /// <summary>The present findings of a host, except for severity Information.</summary>
    internal static async Task<IReadOnlyList<OverlayFinding>> FindAsync(DockerHost host) =>
        [.. HostAudit.Findings(await CollectAsync(host)).Where(finding => finding.Severity != Severity.Information)];

    /// <summary>The finding of a rule on a host. There must be exactly one.</summary>
    internal static async Task<OverlayFinding> SingleAsync(DockerHost host, string rule, string subject) =>
        Assert.Single(
            await FindAsync(host),
            finding => finding.Rule == rule && finding.Subject.EndsWith(subject, StringComparison.Ordinal)
        );

    /// <summary>Waits until no finding of a rule is left.</summary>
    internal static Task GoneAsync(DockerHost host, string rule) =>
        Tool.UntilAsync(
            $"{rule} is gone",
            async () =>
            {
                var left = (await FindAsync(host)).Where(finding => finding.Rule == rule).ToList();
                return new ToolResult(rule, left.Count == 0 ? 0 : 1, "", string.Join('\n', left.Select(finding => finding.Message)));
            }
        );

    private protected override async Task SetUpAsync()
    {
        Manager = await AddHostAsync("m1");
        Worker = await AddHostAsync("w1");
        await Task.WhenAll(StartAsync(Manager), StartAsync(Worker));
        await JoinAsync(Manager, Worker);
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "app");
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "--opt", "encrypted", "sec");
        foreach (
            var (host, name, network) in new[]
            {
                (Manager, "c1", "app"),
                (Manager, "s1", "sec"),
                (Worker, "c2", "app"),
                (Worker, "s2", "sec"),
            }
        )
        {
            await host.RunContainerAsync(name, "--network", network);
        }

        await AnswersAsync(Manager, "c1", "c2");
    }
}

[CollectionDefinition(nameof(OverlayPair))]
public sealed class OverlayPairCollection : ICollectionFixture<OverlayPair>;
