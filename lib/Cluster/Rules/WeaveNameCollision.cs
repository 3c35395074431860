using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Two machines whose Weave routers have the same name. Each takes the other for itself, and they never connect. weave#2427, #3438.
/// </summary>
internal sealed class WeaveNameCollision : SolutionClusterRule
{
    protected override string Solution => SolutionIds.Weave;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts) =>
        from host in hosts
        group host by host.Weave!.Name into same
        where same.Count() > 1
        let names = string.Join(" and ", same.Select(host => host.Host))
        select new ClusterFinding(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Host, names),
                Message =
                    $"Containers on {names} don't reach each other: both Weave routers have the name {same.Key}, so they never "
                    + "connect.",
                Repair =
                    $"weave reset && rm /etc/machine-id && systemd-machine-id-setup && weave launch # on one of them: gives it "
                    + $"a machine ID of its own; or weave launch --name with another MAC address",
                Evidence = [.. same.Select(host => On(host, "weave status", $"Name: {same.Key}({host.Weave!.NickName})"))],
            },
            [.. same.Select(host => host.Host)]
        );
}
