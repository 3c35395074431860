using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Where a solution keeps its state.</summary>
/// <param name="Stores">The outside stores; empty if it needs none.</param>
/// <param name="Keeper">What keeps it, where there is no outside store.</param>
internal sealed record StorageFacts(IReadOnlyList<Store> Stores, StateKeeper Keeper) : AspectFacts;
