using NetAudit.Matrix;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Audit;

/// <summary>Snapshot and matrix in, rows out. Pure.</summary>
public static class HostAudit
{
    /// <summary>Ids of the solutions that can be detected.</summary>
    public static IReadOnlyList<string> Solutions => throw new NotImplementedException();

    /// <summary>Ids of the aspects that can be observed.</summary>
    public static IReadOnlyList<string> Aspects => throw new NotImplementedException();

    /// <summary>What is looked for on a host, one line a solution, for the message that nothing was found.</summary>
    public static IReadOnlyList<string> LooksFor => throw new NotImplementedException();

    /// <summary>The footprints of the solutions on a host.</summary>
    public static IReadOnlyList<Footprint> Detect(HostSnapshot host) => throw new NotImplementedException();

    /// <summary>The solutions on a host.</summary>
    public static IReadOnlyList<OverlaySolution> FindSolutions(HostSnapshot host) => throw new NotImplementedException();

    /// <summary>
    /// Compares a host with an edition: one row for each solution found and aspect. A solution that is asked for by name gets its rows
    /// also where it was not found: the host's plain networking is compared with its column.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="solutions">Solutions asked for, by id; empty: those found.</param>
    /// <param name="aspects">Aspects asked for, by id; empty: all.</param>
    public static IEnumerable<OverlayFeature> Compare(HostSnapshot host, Edition edition, IReadOnlyCollection<string> solutions, IReadOnlyCollection<string> aspects) =>
        throw new NotImplementedException();

    /// <summary>The host's networks.</summary>
    public static IEnumerable<OverlayNetwork> Networks(HostSnapshot host) => throw new NotImplementedException();

    /// <summary>The vNICs of the host's containers.</summary>
    public static IEnumerable<OverlayEndpoint> Endpoints(HostSnapshot host) => throw new NotImplementedException();
}
