using NetAudit.Findings;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Findings.Agents;

public sealed class LeftBehindTests
{
    private static readonly HostSnapshot s_left = SnapshotBuilder
        .Host()
        .WithRules("filter -A FORWARD -s 10.1.0.0/16 -m comment --comment \"flanneld forward\" -j ACCEPT");

    [Fact]
    public void A_rule_of_an_agent_that_is_gone_is_a_trace()
    {
        var finding = Find(s_left);

        Assert.Equal(
            "Flannel no longer runs here, but 1 trace of it is left: old rules and names can block the next installation.",
            finding.Message
        );
        Assert.Equal(["iptables -t filter -S FORWARD"], finding.Evidence.Select(one => one.Source));
    }

    [Fact]
    public void That_processes_were_not_seen_is_no_trace()
    {
        var finding = Find(s_left with { Processes = null });

        Assert.Equal(["iptables -t filter -S FORWARD"], finding.Evidence.Select(one => one.Source));
    }

    private static Finding Find(HostSnapshot host) =>
        Assert.Single(HostFindings.Create(HostContext.Create(host)).Found, one => one.Rule == nameof(LeftBehind)).Finding;
}
