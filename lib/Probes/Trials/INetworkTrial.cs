using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Trials;

/// <summary>
/// A check that requests networks from the engine and removes them again. Each has a file of its own and is found by its type. Planning is
/// pure.
/// </summary>
internal interface INetworkTrial
{
    /// <summary>The check.</summary>
    ProbeCheck Check { get; }

    /// <summary>The networks to make for a solution, or why none can be.</summary>
    NetworkTrial Plan(HostSnapshot host, Footprint footprint);
}

/// <summary>Networks to make one after another, watch, and remove.</summary>
/// <param name="Check">The check.</param>
/// <param name="Solution">The id of the solution that the check is for.</param>
/// <param name="Networks">
/// The networks. One with a free subnet comes first: if the engine doesn't make that one, its answer to the other proves nothing.
/// </param>
/// <param name="Obstacle">Why there are none; null if there are.</param>
public sealed record NetworkTrial(ProbeCheck Check, string Solution, IReadOnlyList<TrialNetwork> Networks, TrialObstacle? Obstacle = null);
