using NetAudit.Findings;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Calico;

public sealed class FelixDeadTests
{
    [Fact]
    public void A_Felix_that_runs_gives_nothing() => Assert.Empty(CalicoHost.Sound().Find<FelixDead>());

    [Fact]
    public void A_supervisor_without_its_Felix_is_named()
    {
        var host = CalicoHost.Sound();

        var finding = Assert.Single(
            (host with { Processes = [.. host.Processes!.Where(process => process.Name != "calico-felix")] }).Find<FelixDead>()
        );
        Assert.Contains("Felix is dead, though its supervisor runs", finding.Message, StringComparison.Ordinal);
        Assert.Contains("net.ipv4.conf.all.rp_filter=1", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void Today_Felix_is_the_program_calico_node()
    {
        var host = CalicoHost.Sound();

        Assert.Empty((host with { Processes = [Process("runsv", "felix"), Process("calico-node", "-felix")] }).Find<FelixDead>());
    }
}
