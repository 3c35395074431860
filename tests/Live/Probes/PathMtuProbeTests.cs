using NetAudit.Live.Tests.Support;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

[Collection(nameof(WireFixture))]
public sealed class PathMtuProbeTests(WireFixture lab) : LabTestBase<WireFixture>(lab)
{
    [Fact]
    public async Task The_whole_MTU_of_the_vNIC_crosses_a_plain_overlay()
    {
        var mtu = Assert.Single(await Lab.Manager.IpInsideAsync("clear-near"), link => link.Name == "eth0").Mtu;
        var record = Assert.Single((await ProbeFixture.ProbeAsync(Lab.Manager, "PathMtu", "clear-near")).Probes!);

        Assert.Equal((ProbeOutcome.Reached, $"{mtu}"), (record.Outcome, record.Value));
        Assert.Contains("(clear-far on clear", record.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_less_crosses_the_largest_size_that_does_is_found()
    {
        await Lab.Worker.InsideAsync("clear-far", "iptables -A INPUT -m length --length 1234: -j DROP");
        try
        {
            var records = (await ProbeFixture.ProbeAsync(Lab.Manager, "PathMtu", "clear-near")).Probes!;

            Assert.Equal(
                [(ProbeOutcome.Silent, ""), (ProbeOutcome.Reached, "1233")],
                records.Select(record => (record.Outcome, record.Value))
            );
            Assert.EndsWith("one of 1234 bytes doesn't cross, though the vNIC's MTU is 1450", records[1].Answer, StringComparison.Ordinal);
            var finding = Assert.Single(await FoundAsync(Lab.Manager, records));
            Assert.Contains("--opt com.docker.network.driver.mtu=1283 ", finding.Remediation, StringComparison.Ordinal);
        }
        finally
        {
            await Lab.Worker.InsideAsync("clear-far", "iptables -F INPUT");
        }
    }

    [Fact]
    public async Task Where_nothing_is_answered_no_size_is_told()
    {
        await Lab.Worker.InsideAsync("clear-far", "iptables -A INPUT -p icmp -j DROP");
        try
        {
            var record = Assert.Single((await ProbeFixture.ProbeAsync(Lab.Manager, "PathMtu", "clear-near")).Probes!);

            Assert.Equal((ProbeOutcome.Silent, ""), (record.Outcome, record.Value));
        }
        finally
        {
            await Lab.Worker.InsideAsync("clear-far", "iptables -F INPUT");
        }
    }

    private static async Task<IReadOnlyList<OverlayFinding>> FoundAsync(DockerHost host, IReadOnlyList<ProbeRecord> records)
    {
        var probed = await LabFixture.CollectAsync(host) with { Probes = records };
        return [.. HostAudit.Findings(probed).Where(finding => finding.Rule == "PathCarriesLess")];
    }
}
