using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>
/// A check that asks the engine for networks and removes them again, beside the checks that send packets. One file each, found by its type.
/// Planning is pure.
/// </summary>
internal interface INetworkTrial
{
    /// <summary>The check.</summary>
    ProbeCheck Check { get; }

    /// <summary>Which networks would be made for a solution, or why none.</summary>
    NetworkTrial Plan(HostSnapshot host, Footprint footprint);
}

/// <summary>Networks to be made, one after the other, watched, and removed.</summary>
/// <param name="Check">The check.</param>
/// <param name="Solution">The id of the solution it is made for.</param>
/// <param name="Networks">
/// The networks, that with a free subnet first: where the engine doesn't make that one, its answer to the other proves nothing.
/// </param>
/// <param name="Obstacle">Why there are none; null if there are.</param>
public sealed record NetworkTrial(ProbeCheck Check, string Solution, IReadOnlyList<TrialNetwork> Networks, TrialObstacle? Obstacle = null);
