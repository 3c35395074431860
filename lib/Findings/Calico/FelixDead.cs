using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// calico-node's supervisor (runsv) has Felix in its care, but Felix isn't there: it ends by itself where it can't work, and is started
/// again and again. It does so where rp_filter is loose (2), as containers could then send with others' addresses. New containers get no
/// route and no rules. calicoctl#1082.
/// </summary>
internal sealed class FelixDead : CalicoFindingRule
{
    public override HostFacts Needs => HostFacts.Processes;

    /// <summary>The supervisor that has Felix in its care, where Felix isn't there; else null.</summary>
    public static HostProcess? Keeper(HostSnapshot host)
    {
        // From 3.x on Felix is the one program calico-node, told by an argument.
        var runs =
            host.ProcessesNamed("calico-felix", "felix").Count > 0
            || host.ProcessesNamed("calico-node").Any(process => process.CommandLine.Any(word => word is "-felix" or "--felix"));
        return runs ? null : host.ProcessesNamed("runsv").FirstOrDefault(KeepsFelix);
    }

    private static bool KeepsFelix(HostProcess supervisor) => supervisor.CommandLine.Skip(1).FirstOrDefault() is "felix" or "calico-felix";

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        if (Keeper(host) is not { } keeper)
        {
            yield break;
        }

        yield return Found(
            Severity.Error,
            new(SubjectKind.Agent, "calico-felix"),
            "New containers get neither routes nor rules, and policies are no longer updated: Felix isn't running, "
                + "although its supervisor is.",
            $"docker logs calico-node # says why Felix ends (or /var/log/calico/felix); if the RPF check is loose: "
                + $"sysctl -w net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.default.rp_filter=1 (also in /etc/sysctl.d), or "
                + $"FELIX_IGNORELOOSERPF=true",
            EvidenceFactory.Process(keeper),
            EvidenceFactory.NoProcess("calico-felix")
        );
    }
}
