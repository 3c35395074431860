using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Rows;

/// <summary>What programs take from rows instead of names.</summary>
public sealed class RowValueTests
{
    private static readonly OverlayFeature s_row = HostAudit
        .Compare(RecordedHosts.Read("overlay-swarm/sw1"), Editions.Load(Editions.Default), [], [])
        .Single(row => row.Aspect == "NameService");

    [Fact]
    public void A_row_gives_its_status_and_that_of_today_as_values()
    {
        Assert.Equal("Outdated", s_row.Status);
        Assert.Equal(FeatureStatus.Outdated, s_row.GetStatus());
        Assert.Equal(FeatureStatus.Match, s_row.GetToday());
        Assert.Null((s_row with { Today = "" }).GetToday());
        Assert.True(s_row.Is(FeatureStatus.Outdated));
        Assert.False(s_row.Is(FeatureStatus.Match));
    }

    [Fact]
    public void A_finding_gives_its_severity_as_a_value()
    {
        var found = HostAudit.Findings(RecordedHosts.Read("overlay-swarm/sw1"));

        Assert.Equal(found.Select(finding => finding.Severity), found.Select(finding => finding.GetSeverity().ToString()));
        Assert.Equal(Severity.Error, found[0].GetSeverity());
    }

    [Theory]
    [InlineData("Fine")]
    [InlineData("0")]
    [InlineData("match")]
    public void A_name_that_is_none_is_said_with_those_that_are(string name)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => (s_row with { Status = name }).GetStatus());

        Assert.Equal(
            $"Status is '{name}', which is none of Match, Mismatch, Outdated, NotInUse, Inconclusive, NotApplicable. "
                + "Make the row with one of them.",
            refused.Message
        );
    }
}
