using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// calico-node's supervisor (runsv) is to keep Felix running, but Felix isn't running, so new containers get no route and no rules. Felix
/// ends by itself if it can't work, and is started again and again. It ends if rp_filter is loose (2), because containers could then send
/// with other containers' addresses (calicoctl#1082).
/// </summary>
internal sealed class FelixDead : CalicoFindingRule
{
    public override HostFacts Needs => HostFacts.Processes;

    /// <summary>The supervisor that is to keep Felix running; null if Felix runs, or if there is no such supervisor.</summary>
    public static HostProcess? Keeper(HostSnapshot host)
    {
        // From 3.x on Felix is part of the program calico-node, and an argument selects it.
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
