using NetAudit.Collection;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Support;

/// <summary>The live audit of a host, compared with the audit of a collect.sh bundle of it.</summary>
internal static class SameRows
{
    public static async Task AssertAsync(DockerHost host)
    {
        var live = await LabFixture.CollectAsync(host);
        var bundle = RecordedHost.Read(await Collector.RunAsync(host), TestContext.Current.CancellationToken);
        Assert.NotEmpty(AuditRows.Features(live));
        Assert.Equal(AuditRows.Features(live).Select(AuditRows.Line), AuditRows.Features(bundle).Select(AuditRows.Line));
        Assert.Equal(
            HostAudit
                .FindSolutions(live)
                .Select(row =>
                    $"{row.Name} {row.Backend} {row.Version} {row.State} {row.Confidence} "
                    + $"{string.Join(' ', row.Networks)} {string.Join('\n', row.Findings)}"
                ),
            HostAudit
                .FindSolutions(bundle)
                .Select(row =>
                    $"{row.Name} {row.Backend} {row.Version} {row.State} {row.Confidence} "
                    + $"{string.Join(' ', row.Networks)} {string.Join('\n', row.Findings)}"
                )
        );
        Assert.Equal(
            HostAudit.Endpoints(live).Select(AuditRows.Line).Order(StringComparer.Ordinal),
            HostAudit.Endpoints(bundle).Select(AuditRows.Line).Order(StringComparer.Ordinal)
        );
    }
}
