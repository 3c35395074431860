using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether the solution leans on a store outside it: from flags, environment, the engine's settings and live connections.
/// </summary>
internal sealed class DistributedStorage : IAspectObserver
{
    public string Aspect => AspectIds.DistributedStorage;

    public Observation Observe(HostSnapshot host, Footprint footprint) =>
        footprint.Stores switch
        {
            null => Observation.NotSeen(
                "neither the agent's settings nor a connection to a store " + "were seen",
                "audit it as root while the agent runs"
            ),
            { Count: 0 } => new Observation
            {
                Values = ["No"],
                Words = $"No: {footprint.StateKept}",
                Basis = Basis.Declared,
                Evidence = footprint.StoreEvidence,
            },
            var stores => new Observation
            {
                Values = ["Yes"],
                Words = $"Yes: {string.Join(", ", stores.Select(store => store.Summary))}",
                Basis = stores.Max(store => store.Basis),
                Evidence = [.. stores.SelectMany(store => store.Evidence)],
            },
        };
}
