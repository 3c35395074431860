using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Two networks of one engine have overlapping ranges. A container on both reaches only one of them; each task that leads outside is on
/// docker_gwbridge too. The engine prevents overlaps among local networks and among the swarm's, but not between the two (moby#27890,
/// moby#50011).
/// </summary>
internal sealed class NetworksOverlap : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var blocks = new FreeBlocks(host.Snapshot);
        var ranges = NetworkRange.Find(host).Where(range => range.Network is not null).ToList();
        return from pair in Overlapping(ranges)
            where AreTwo(ranges[pair.First], ranges[pair.Second])
            select Found(blocks, ranges[pair.First], ranges[pair.Second]);
    }

    /// <summary>
    /// Two subnets that share an address are nested. So each one is looked up among those that contain it, instead of compared with all.
    /// </summary>
    private static IEnumerable<(int First, int Second)> Overlapping(List<NetworkRange> ranges)
    {
        var places = Enumerable.Range(0, ranges.Count).ToLookup(at => ranges[at].Subnet);
        var lengths = ranges.Select(range => range.Subnet.Length).Distinct().ToList();
        var pairs =
            from at in Enumerable.Range(0, ranges.Count)
            let subnet = ranges[at].Subnet
            from length in lengths
            where length <= subnet.Length
            from other in places[subnet.Around(length)]
            where other != at
            select (First: Math.Min(at, other), Second: Math.Max(at, other));
        return pairs.Distinct().OrderBy(pair => pair);
    }

    private static bool AreTwo(NetworkRange one, NetworkRange other) =>
        one.Network!.Id != other.Network!.Id && (IsEngines(one) || IsEngines(other));

    private static bool IsEngines(NetworkRange range) => range.Network!.Driver is "bridge" or "overlay";

    private static Finding Found(FreeBlocks blocks, NetworkRange one, NetworkRange other)
    {
        // The bridge is easier to move: only this host has it.
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
            Message = moved.Subnet.Equals(stays.Subnet)
                ? $"{whom}: both have {moved.Subnet}."
                : $"{whom}: {moved.Name} has {moved.Subnet}, {stays.Name} has {stays.Subnet}, and these overlap.",
            Repair = MoveNetwork.Commands(blocks, moved),
            Evidence = [moved.Evidence, stays.Evidence],
        };
    }
}
