using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether the solution needs an external store, according to flags, environment, the engine's settings and live connections.
/// </summary>
internal sealed class DistributedStorage : IAspectObserver
{
    public string Aspect => AspectIds.DistributedStorage;

    public Observation Observe(HostSnapshot host, Footprint footprint) =>
        footprint.Stores is not { } stores
            ? Observation.NotSeen(NotSeenCause.AgentStores)
            : new Observation
            {
                Values = [stores.Count > 0 ? AspectValue.Yes : AspectValue.No],
                Facts = new StorageFacts(stores, footprint.StateKeeper),
                Basis = stores.Count > 0 ? stores.Max(store => store.Basis) : Basis.Declared,
                Evidence = stores.Count > 0 ? [.. stores.SelectMany(store => store.Evidence)] : footprint.StoreEvidence,
            };
}
