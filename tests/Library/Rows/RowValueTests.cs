using NetAudit.Gate;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using Newtonsoft.Json;

namespace NetAudit.Library.Tests.Rows;

/// <summary>Statuses and severities in rows are values, and JSON has their names.</summary>
public sealed class RowValueTests
{
    private static readonly OverlayFeature s_row = HostAudit
        .Compare(RecordedHosts.Read("overlay-swarm/sw1"), Editions.Load(Editions.Default), [], [])
        .Single(row => row.Aspect == "NameService");

    [Fact]
    public void A_row_has_its_status_and_that_of_today()
    {
        Assert.Equal((FeatureStatus.Outdated, FeatureStatus.Match), (s_row.Status, s_row.Today));
    }

    [Theory]
    [InlineData(typeof(FeatureStatus))]
    [InlineData(typeof(Severity))]
    [InlineData(typeof(FindingSeverity))]
    [InlineData(typeof(FindingKind))]
    [InlineData(typeof(GateCheckOutcome))]
    public void Values_of_rows_are_of_64_bits_as_PowerShell_then_writes_their_names(Type type) =>
        Assert.Equal(typeof(long), Enum.GetUnderlyingType(type));

    [Fact]
    public void Newtonsofts_JSON_has_the_names_and_reads_them_back()
    {
        var finding = HostAudit.Findings(RecordedHosts.Read("overlay-swarm/sw1"))[0];

        Assert.Contains("\"Status\":\"Outdated\",\"Today\":\"Match\"", JsonConvert.SerializeObject(s_row), StringComparison.Ordinal);
        Assert.Contains("\"Today\":null", JsonConvert.SerializeObject(s_row with { Today = null }), StringComparison.Ordinal);
        Assert.Contains("\"Severity\":\"Error\"", JsonConvert.SerializeObject(finding), StringComparison.Ordinal);
        Assert.Equal(FeatureStatus.Outdated, JsonConvert.DeserializeObject<FeatureStatus>("\"Outdated\""));
    }
}
