using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Two Weave routers that should form one network have different ranges, or only one has a password: they refuse each other.
/// </summary>
internal sealed class WeaveSettingsDiffer : SolutionClusterRule
{
    protected override string Solution => SolutionIds.Weave;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts) =>
        from pair in Pairs(hosts)
        where (Tries(pair.One, pair.Other) || Tries(pair.Other, pair.One)) && !Knows(pair.One, pair.Other) && !Knows(pair.Other, pair.One)
        let words = Difference(pair.One, pair.Other)
        where words is not null
        select new ClusterFinding(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Host, $"{pair.One.Host} and {pair.Other.Host}"),
                Message =
                    $"Containers on {pair.One.Host} and {pair.Other.Host} don't reach each other, because their Weave routers "
                    + $"refuse each other: {words}.",
                Repair =
                    $"Launch both with the same --ipalloc-range and the same password; run weave reset first if the range " + $"changes.",
                Evidence = [Shown(pair.One), Shown(pair.Other)],
            },
            [pair.One.Host, pair.Other.Host]
        );

    private static bool Tries(HostDigest host, HostDigest other) => host.Weave!.Tries.Any(other.Has);

    private static bool Knows(HostDigest host, HostDigest other) => host.Weave!.Peers.ContainsKey(other.Weave!.Name);

    private static string? Difference(HostDigest one, HostDigest other)
    {
        var (own, its) = (one.Weave!, other.Weave!);
        return own.Range is not null && its.Range is not null && own.Range != its.Range
                ? $"{one.Host} gives addresses from {own.Range}, {other.Host} from {its.Range}"
            : own.Encryption != its.Encryption ? $"only {(own.Encryption ? one : other).Host} has a password"
            : null;
    }

    private static Evidence Shown(HostDigest host) =>
        On(host, "weave status", $"Range: {host.Weave!.Range}, Encryption: {(host.Weave.Encryption ? "enabled" : "disabled")}");
}
