using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Rows;

/// <summary>A row's words about today's documentation.</summary>
public sealed class ResultWordingTests
{
    [Fact]
    public void A_match_that_is_a_mismatch_today_says_what_is_documented_today() =>
        Assert.Equal(
            "Edition current: NetworkPolicy; this host's 2.6.12 is older. Since 3.0.0 (2017-12-21) policies select containers by label; a "
                + "profile's own rules are deprecated.",
            Row("calico-libnetwork-v2.6/host1", "Calico", "ApplicationIsolation").Note
        );

    [Fact]
    public void A_row_that_is_inconclusive_today_says_that_absence_is_no_proof() =>
        Assert.Equal(
            "Edition current: No; that it doesn't occur on this host doesn't prove it.",
            Row("overlay-swarm/sw1", "DockerOverlay", "IPOverlap").Note
        );

    [Fact]
    public void What_is_declared_and_outdated_says_why_it_is_not_confirmed_today()
    {
        var row = Row("overlay-swarm/sw1", "DockerOverlay", "EncryptionChannel");
        Assert.Equal(
            "Edition blog-2015 is outdated here: it documents No; declared IPsec in part, which edition current allows; encryption is "
                + "declared on ovenc, and whether it is in force was not seen.",
            row.Reason
        );
        Assert.Equal(
            "Edition current: Optional IPsec, which is not confirmed on this host. Since Docker 1.12.0 (2016-07-28) `--opt encrypted` "
                + "encrypts a network's traffic with IPsec (ESP); it is off unless asked for.",
            row.Note
        );
    }

    [Fact]
    public void A_mismatch_by_the_engines_own_name_server_says_whose_it_is() =>
        Assert.Equal(
            "Documented No, observed Yes; the names are those of Docker's own server, not of Calico's.",
            Row("calico-libnetwork-v2.6/host1", "Calico", "NameService").Reason
        );

    [Theory]
    [InlineData("flannel-vxlan/fl1", "Flannel", "Flannel has no network driver here; its containers are on the engine's network bridge")]
    [InlineData(
        "calico-libnetwork-v2.6/host1",
        "Calico",
        "networks of Calico take their addresses from calico-ipam, so what the engine accepts shows nothing of them"
    )]
    public void Where_no_network_can_be_tried_nothing_is_recommended_and_the_reason_says_why(string host, string solution, string why)
    {
        var row = HostAudit.Compare(RecordedHosts.Read(host), Editions.Load(Editions.Today), [solution], ["SubnetRestriction"]).Single();

        Assert.Equal((FeatureStatus.Inconclusive, ""), (row.Status, row.Recommendation));
        Assert.Contains($"; no network can be tried: {why}", row.Reason, StringComparison.Ordinal);
    }

    private static OverlayFeature Row(string host, string solution, string aspect) =>
        Assert.Single(HostAudit.Compare(RecordedHosts.Read(host), Editions.Load(Editions.Default), [solution], [aspect]));
}
