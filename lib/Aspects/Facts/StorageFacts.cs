using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Where a solution keeps its state.</summary>
/// <param name="Stores">The external stores; empty if it needs none.</param>
/// <param name="Keeper">What keeps the state if there is no external store.</param>
internal sealed record StorageFacts(IReadOnlyList<Store> Stores, StateKeeper Keeper) : AspectFacts;
