using System.Diagnostics;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

[Collection(nameof(ProbeFixture))]
public sealed class NameServiceProbeTests(ProbeFixture lab) : LabTestBase<ProbeFixture>(lab)
{
    [Fact]
    public async Task Names_on_an_overlay_network_resolve_from_inside()
    {
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "NameService", "ova-0");
        var address = await Lab.Manager.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.ova.IPAddress}}", "ova-1");
        var far = await Lab.Worker.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.ova.IPAddress}}", "far");

        Assert.Equal((address + " from 127.0.0.11", "Resolved"), Asked(probed, "A ova-1"));
        Assert.Equal((address + " from 127.0.0.11", "Resolved"), Asked(probed, "A ova-1.ova"));
        Assert.Equal((far + " from 127.0.0.11", "Resolved"), Asked(probed, "A far"));
        Assert.Equal(("ova-1.ova from 127.0.0.11", "Resolved"), Asked(probed, $"PTR {address}"));
        Assert.Equal("no such record from 127.0.0.11", Asked(probed, "AAAA ova-1").Answer);
        Assert.NotEqual("MadeUp", Asked(probed, "A " + NameQuestion.NoSuchName + " (which must not exist)").Value);

        var row = ProbeFixture.Row(probed, "DockerOverlay", "NameService");
        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith("Yes: ova-0 asked 127.0.0.11", row.Observed, StringComparison.Ordinal);
        Assert.Contains(
            row.Evidence,
            line =>
                line.StartsWith("probe from container ova-0 (", StringComparison.Ordinal)
                && line.Contains("DNS query A ova-1 to 127.0.0.11: " + address, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Names_on_the_default_bridge_whose_server_is_silent_are_not_told()
    {
        var row = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Lab.Flannel, "NameService"), "Flannel", "NameService");

        // A server without any answer proves nothing, as a cut gives the same silence.
        Assert.Equal(("Observed", FeatureStatus.Inconclusive), (row.Basis, row.Status));
        Assert.Contains("o server answered anything", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_server_that_hangs_is_told_as_silence_within_the_limit_and_contradicts_nothing()
    {
        var host = await LabFixture.CollectAsync(Lab.Manager);
        OwnProcesses.Signal(Lab.Manager.EnginePid, "STOP");
        try
        {
            var clock = Stopwatch.StartNew();
            var options = new ProbeOptions { Containers = ["ova-0"], Timeout = TimeSpan.FromMilliseconds(200) };
            var row = ProbeFixture.Row(
                await ProbeFixture.ProbeAsync(host, ["NameService"], options, TestContext.Current.CancellationToken),
                "DockerOverlay",
                "NameService"
            );

            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
            Assert.StartsWith("Yes, within a network: Docker's own server 127.0.0.11", row.Observed, StringComparison.Ordinal);
            Assert.Contains("o server answered anything", row.Reason, StringComparison.Ordinal);
        }
        finally
        {
            OwnProcesses.Signal(Lab.Manager.EnginePid, "CONT");
        }
    }

    [Fact]
    public async Task Cancelling_ends_a_probe_that_waits_for_a_hung_name_server_at_once()
    {
        var host = await LabFixture.CollectAsync(Lab.Manager);
        OwnProcesses.Signal(Lab.Manager.EnginePid, "STOP");
        try
        {
            using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            var clock = Stopwatch.StartNew();
            var options = new ProbeOptions { Containers = ["ova-0"], Timeout = TimeSpan.FromSeconds(5) };

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                ProbeFixture.ProbeAsync(host, ["NameService"], options, cancelled.Token)
            );
            Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 2.5);
        }
        finally
        {
            OwnProcesses.Signal(Lab.Manager.EnginePid, "CONT");
        }
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_it_may_keeps_what_it_has_and_says_so()
    {
        var host = await LabFixture.CollectAsync(Lab.Manager);
        OwnProcesses.Signal(Lab.Manager.EnginePid, "STOP");
        try
        {
            var (one, all) = (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.8));
            var options = new ProbeOptions
            {
                Containers = ["ova-0"],
                Timeout = one,
                TotalTimeout = all,
            };
            var probed = await ProbeFixture.ProbeAsync(host, ["NameService"], options, TestContext.Current.CancellationToken);

            Assert.Single(probed.Probes!);
            Assert.Contains(
                probed.Gaps,
                gap =>
                    gap.Subject.StartsWith("probes from container ova-0", StringComparison.Ordinal)
                    && gap.Reason == "not all ended within 0.8 s"
            );
        }
        finally
        {
            OwnProcesses.Signal(Lab.Manager.EnginePid, "CONT");
        }
    }

    private static (string Answer, string Value) Asked(HostSnapshot host, string question)
    {
        var record = Assert.Single(host.Probes!, record => record.Sent == "DNS query " + question);
        return (record.Answer, record.Value);
    }
}
