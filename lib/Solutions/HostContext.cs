using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A host and the solutions on it, detected once for all rules.</summary>
public sealed class HostContext
{
    private readonly Lazy<FirewallWalk?> _filter;
    private readonly Lazy<IReadOnlyList<BridgeNetwork>> _bridges;

    private HostContext(HostSnapshot snapshot, IReadOnlyList<Footprint> footprints)
    {
        Snapshot = snapshot;
        Footprints = footprints;
        _filter = new(() => snapshot.SeenFirewall() is { } firewall ? new FirewallWalk(firewall) : null);
        _bridges = new(() => BridgeNetwork.Find(snapshot));
    }

    /// <summary>The facts that were seen on the host.</summary>
    public HostSnapshot Snapshot { get; }

    /// <summary>The solutions found on it, in the order of their names; empty on a plain Docker host.</summary>
    public IReadOnlyList<Footprint> Footprints { get; }

    /// <summary>The walk of packets through the host's rules; null if the rules were not seen.</summary>
    internal FirewallWalk? Filter => _filter.Value;

    /// <summary>The engine's bridge networks, with their links and addresses in the kernel.</summary>
    internal IReadOnlyList<BridgeNetwork> Bridges => _bridges.Value;

    /// <summary>
    /// Detects the solutions on a host. A solution that rests on a single trace which other solutions leave too is dropped if a surer one
    /// is found.
    /// </summary>
    public static HostContext Create(HostSnapshot snapshot)
    {
        var found = SolutionDetectors.All.Select(detector => detector.Detect(snapshot)).OfType<Footprint>().ToList();
        var sure = found.Where(footprint => footprint.Confidence > Confidence.Low).ToList();
        return new HostContext(snapshot, BesideEachOther(sure.Count > 0 ? sure : found));
    }

    /// <summary>This host with the results of probes, which change nothing that detection looks at.</summary>
    /// <param name="probed">The snapshot with what the probes showed.</param>
    public HostContext With(HostSnapshot probed) => new(probed, Footprints);

    /// <summary>The footprint of a solution, or null if it was not found.</summary>
    public Footprint? Find(string solution) =>
        Footprints.FirstOrDefault(footprint => string.Equals(footprint.Solution, solution, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<Footprint> BesideEachOther(IReadOnlyList<Footprint> found) =>
        [.. found.Select(one => one with { LinksOfOthers = [.. found.Where(other => other != one).SelectMany(other => other.OwnLinks)] })];
}
