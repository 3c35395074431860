using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Audit;

/// <summary>The audit of every recorded host is as its expected.json says.</summary>
public class RecordedAuditTests
{
    private static readonly JObject Expected = JObject.Parse(File.ReadAllText(Path.Combine(RecordedHosts.Folder, "expected.json")));

    public static TheoryData<string> Hosts => [.. Expected.Properties().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Hosts))]
    public void The_solutions_are_found_with_backend_and_state(string name)
    {
        var found = HostAudit.FindSolutions(RecordedHosts.Read(name));

        var expected = (JArray)Expected[name]!["solutions"]!;
        Assert.Equal(expected.Select(one => (string)one["name"]!), found.Select(one => one.Name));
        foreach (var one in expected)
        {
            var solution = found.Single(candidate => candidate.Name == (string)one["name"]!);
            Assert.Equal((string?)one["backend"], solution.Backend);
            Assert.Contains(solution.State, one["state"]!.Values<string>());
            Assert.NotEmpty(solution.Evidence);
            if ((string?)one["finding"] is { } word)
            {
                Assert.Contains(solution.Findings, finding => finding.Contains(word, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void The_features_are_observed_as_expected(string name)
    {
        var host = RecordedHosts.Read(name);
        var rows = HostAudit.Compare(host, Editions.Load(Editions.Default), [], []).ToList();

        var wrong = new List<string>();
        foreach (var solution in ((JObject)Expected[name]!["features"]!).Properties())
        {
            Assert.Equal(10, rows.Count(row => row.Solution == solution.Name));
            foreach (var feature in ((JObject)solution.Value).Properties())
            {
                var row = rows.Single(candidate => candidate.Solution == solution.Name && candidate.Aspect == feature.Name);
                if (
                    !row.Observed.Contains((string)feature.Value["observed"]!, StringComparison.OrdinalIgnoreCase)
                    || !feature.Value["status"]!.Values<string>().Contains(row.Status.ToString())
                )
                {
                    wrong.Add($"{feature.Name}: {row.Status}, {row.Observed} ({row.Reason})");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_single_unencrypted_path_says_in_brackets_why() =>
        Assert.Equal(
            "No, unencrypted: Layer3 data path (encrypts nothing itself)",
            RecordedHosts.Read("calico-libnetwork-v2.6/host1").Row("Calico", "EncryptionChannel").Observed
        );

    [Fact]
    public void A_match_that_today_contradicts_says_how_to_see_why()
    {
        var row = RecordedHosts.Read("calico-libnetwork-v2.6/host1").Row("Calico", "ApplicationIsolation");

        Assert.Equal((FeatureStatus.Match, FeatureStatus.Mismatch), (row.Status, row.Today));
        Assert.Equal(
            "Get-OverlayFeature -Solution Calico -Aspect ApplicationIsolation -Edition current # today's " + "documentation says otherwise",
            row.Recommendation
        );
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Every_row_that_claims_something_has_evidence_and_a_basis(string name)
    {
        var host = RecordedHosts.Read(name);
        foreach (var row in HostAudit.Compare(host, Editions.Load(Editions.Default), [], []))
        {
            if (row.Status == FeatureStatus.Inconclusive)
            {
                Assert.NotEmpty(row.Reason);
                Assert.Equal(row.Reason.Contains("no network can be tried", StringComparison.Ordinal), row.Recommendation.Length == 0);
            }
            else
            {
                Assert.NotEmpty(row.Evidence);
                Assert.NotEqual(nameof(Basis.None), row.Basis);
            }
        }
    }
}
