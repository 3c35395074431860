using NetAudit.Live.Tests.Support;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

/// <summary>Weave's sleeve, with real frames between two hosts: single in their datagrams, merged, and cut.</summary>
[Collection(nameof(SleevePair))]
public sealed class SleeveProbeTests(SleevePair lab) : LabTestBase<SleevePair>(lab)
{
    private DockerHost Near => Lab.Near.Host;

    [Theory]
    [InlineData("no")]
    [InlineData("some")]
    public async Task A_sealed_packet_is_recognised_though_some_are_merged_with_others(string merges)
    {
        await Lab.RunAsync(isSealed: true, merges);
        var probed = await ProbeFixture.ProbeAsync(Near, "EncryptionChannel");
        var record = Assert.Single(probed.Probes!);

        Assert.Equal((ProbeOutcome.Seen, "NaCl"), (record.Outcome, record.Value));
        Assert.StartsWith(
            "the marker not readable on eth0; each time Weave's sleeve, UDP port 6783 of 136 bytes, ",
            record.Answer,
            StringComparison.Ordinal
        );
        var row = ProbeFixture.Row(probed, "Weave", "EncryptionChannel");
        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith("Encrypted on the wire: NaCl on connection to n2, between w1 and w2 on ", row.Observed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("some")]
    public async Task A_packet_in_clear_is_read_though_some_are_merged_with_others(string merges)
    {
        await Lab.RunAsync(isSealed: false, merges);
        var probed = await ProbeFixture.ProbeAsync(
            await LabFixture.CollectAsync(Near),
            ["EncryptionChannel", "NetworkModel"],
            new(),
            Cancellation
        );

        Assert.Equal(
            [("EncryptionChannel", ProbeOutcome.Seen, "No"), ("NetworkModel", ProbeOutcome.Seen, "UDP")],
            probed.Probes!.Select(record => ($"{record.Check}", record.Outcome, record.Value))
        );
        Assert.Equal("Probed", ProbeFixture.Row(probed, "Weave", "NetworkModel").Basis);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_each_is_merged_nothing_is_said_that_was_not_established(bool isSealed)
    {
        await Lab.RunAsync(isSealed, "always");
        var probed = await ProbeFixture.ProbeAsync(Near, "EncryptionChannel");
        var record = Assert.Single(probed.Probes!);

        Assert.Equal((ProbeOutcome.NotSeen, ""), (record.Outcome, record.Value));
        Assert.DoesNotContain("neither the marker nor", record.Answer, StringComparison.Ordinal);
        var row = ProbeFixture.Row(probed, "Weave", "EncryptionChannel");
        Assert.Contains("o packet was recognised on the wire", row.Reason, StringComparison.Ordinal);
        Assert.NotEqual("Probed", row.Basis);
    }

    [Fact]
    public async Task A_sleeve_that_is_cut_gives_no_verdict()
    {
        await Lab.RunAsync(isSealed: true);
        var probed = await Lab.CutAsync(() => ProbeFixture.ProbeAsync(Near, "EncryptionChannel"));

        Assert.Equal((ProbeOutcome.NotSeen, ""), (Assert.Single(probed.Probes!).Outcome, probed.Probes![0].Value));
        Assert.NotEqual("Probed", ProbeFixture.Row(probed, "Weave", "EncryptionChannel").Basis);
    }

    [Fact]
    public async Task A_sleeve_that_tells_its_senders_and_carries_the_rest_in_fragments_has_no_fault_of_size()
    {
        await Lab.RunAsync(isSealed: false);
        var probed = await ProbeFixture.ProbeAsync(Near, "PathMtu");

        Assert.Equal(
            [(ProbeOutcome.Refused, ""), (ProbeOutcome.Reached, "1438")],
            probed.Probes!.Select(record => (record.Outcome, record.Value))
        );
        Assert.EndsWith(
            "one of 1439 bytes doesn't cross whole, which an ICMP message tells its sender, and in fragments it does, though the vNIC's "
                + "MTU is 8000",
            probed.Probes![1].Answer,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(HostAudit.Findings(probed), finding => finding.Rule == "PathCarriesLess");
    }

    [Fact]
    public async Task What_is_for_all_on_the_link_leaves_by_the_sleeve_for_the_other_host()
    {
        await Lab.RunAsync(isSealed: false);
        var row = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Near, "ProtocolSupport"), "Weave", "ProtocolSupport");

        Assert.Contains(
            "; to other hosts: multicast leaves this host, broadcast leaves this host, a foreign frame leaves this host",
            row.Observed,
            StringComparison.Ordinal
        );
    }
}
