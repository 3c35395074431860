using NetAudit.Collection.Bundles;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests;

/// <summary>The claims that the loss of a part of a recording must not add to: findings above Information, and rows that match.</summary>
internal static class BundleClaims
{
    private static readonly Edition[] s_editions = [.. Editions.BuiltIn.Select(Editions.Load)];

    /// <summary>Lists findings by rule and subject, and rows in the test's own words.</summary>
    public static IEnumerable<string> From(IBundleFiles files, Func<OverlayFeature, string> tell)
    {
        var host = BundleReader.Read(files, CancellationToken.None);
        var findings = HostAudit.Findings(host).Where(finding => finding.Severity != Severity.Information);
        var context = HostContext.Create(host);
        var rows = s_editions
            .SelectMany(edition => HostAudit.Compare(context, edition, [], []))
            .Where(row => row.Status == FeatureStatus.Match);
        return findings.Select(finding => $"{finding.Severity} {finding.Rule} {finding.Subject}").Concat(rows.Select(tell));
    }
}

/// <summary>The claims about a host that must not grow: findings above Information, and rows with any status but Inconclusive.</summary>
internal static class SnapshotClaims
{
    private static readonly Edition[] s_editions = [.. Editions.BuiltIn.Select(Editions.Load)];

    public static IEnumerable<string> From(HostSnapshot host)
    {
        var findings = HostAudit.Findings(host).Where(finding => finding.Severity != Severity.Information);
        var context = HostContext.Create(host);
        var rows = s_editions
            .SelectMany(edition => HostAudit.Compare(context, edition, [], []))
            .Where(row => row.Status != FeatureStatus.Inconclusive);
        return findings
            .Select(finding => $"{finding.Severity} {finding.Rule} {finding.Subject}")
            .Concat(rows.Select(row => $"{row.Edition}: {row.Solution} {row.Aspect} {row.Status}"));
    }
}
