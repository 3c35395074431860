using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.SettingsHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ConntrackNearlyFullTests
{
    [Theory]
    [InlineData(89, null)]
    [InlineData(90, Severity.Warning)]
    [InlineData(100, Severity.Error)]
    public void The_table_of_connections_is_told_before_it_is_full(int count, Severity? severity)
    {
        var host = With((SysctlNames.ConntrackCount, count), (SysctlNames.ConntrackMax, 100));

        Assert.Equal(severity, host.Find<ConntrackNearlyFull>().SingleOrDefault()?.Severity);
    }
}
