using NetAudit.Matrix;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Rows;

/// <summary>What a row says of today's documentation.</summary>
public sealed class ResultWordingTests
{
    [Fact]
    public void A_match_that_is_a_mismatch_today_says_what_is_documented_today() =>
        Assert.Equal(
            "Edition current: NetworkPolicy, which this host contradicts. Since 3.0.0 (2017-12-21) policies select containers by label; a "
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
            "Documented No, declared IPsec in part, as edition current documents; encryption is declared on ovenc "
                + "and was not seen in force.",
            row.Reason
        );
        Assert.Equal(
            "Edition current: Optional IPsec, which is not confirmed on this host. Since Docker 1.12.0 (2016-07-28) `--opt encrypted` "
                + "encrypts a network's traffic with IPsec (ESP); it is off unless asked for.",
            row.Note
        );
    }

    private static OverlayFeature Row(string host, string solution, string aspect) =>
        Assert.Single(HostAudit.Compare(RecordedHosts.Read(host), Editions.Load(Editions.Default), [solution], [aspect]));
}
