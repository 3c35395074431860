using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Two of the engine's networks have overlapping ranges. The engine prevents that among its local networks and among the swarm's, but not
/// between the two (docker0 or docker_gwbridge and an overlay; moby#27890, moby#50011): a container on both, as every task with a way out
/// is on docker_gwbridge, sends to one of them only.
/// </summary>
internal sealed class NetworksOverlap : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var ranges = NetworkRange.Find(host).Where(range => range.Network is not null).ToList();
        for (var i = 0; i < ranges.Count; i++)
        {
            for (var j = i + 1; j < ranges.Count; j++)
            {
                if (AreTwo(ranges[i], ranges[j]) && ranges[i].Subnet.Overlaps(ranges[j].Subnet))
                {
                    yield return Found(ranges[i], ranges[j]);
                }
            }
        }
    }

    /// <summary>Agents let users cut a network's range out of another's, and look after both.</summary>
    private static bool AreTwo(NetworkRange one, NetworkRange other) =>
        one.Network!.Id != other.Network!.Id && (IsEngines(one) || IsEngines(other));

    private static bool IsEngines(NetworkRange range) => range.Network!.Driver is "bridge" or "overlay";

    private static Finding Found(NetworkRange one, NetworkRange other)
    {
        // The bridge is moved more easily: it is this host's alone.
        var (moved, stays) = one.IsBridge ? (one, other) : (other, one);
        var isGateway = moved.Network!.Name == "docker_gwbridge";
        var whom = isGateway
            ? $"Containers on network {stays.Name} lose the outside of the host, or a part of {stays.Name}"
            : $"A container that is on both networks, {moved.Name} and {stays.Name}, reaches only one of them";
        return new Finding
        {
            Severity = isGateway ? Severity.Error : Severity.Warning,
            Solution = stays.Footprint?.Solution ?? moved.Footprint?.Solution,
            Subject = new(SubjectKind.Network, moved.Name),
            Message = $"{whom}: {moved.Name} has {moved.Subnet}, {stays.Name} has {stays.Subnet}, which overlap.",
            Remediation = MoveNetwork.Commands(moved),
            Evidence = [moved.Evidence, stays.Evidence],
        };
    }
}
