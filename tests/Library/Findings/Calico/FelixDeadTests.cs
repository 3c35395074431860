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
        Assert.Equal(
            "New containers get neither routes nor rules, and policies are no longer updated: Felix isn't running, "
                + "although its supervisor is.",
            finding.Message
        );
        Assert.Equal(
            "docker logs calico-node # says why Felix ends (or /var/log/calico/felix); if the RPF check is loose: "
                + "sysctl -w net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.default.rp_filter=1 (also in /etc/sysctl.d), or "
                + "FELIX_IGNORELOOSERPF=true",
            finding.Remediation
        );
    }

    [Fact]
    public void Today_Felix_is_the_program_calico_node()
    {
        var host = CalicoHost.Sound();

        Assert.Empty((host with { Processes = [Process("runsv", "felix"), Process("calico-node", "-felix")] }).Find<FelixDead>());
    }
}
