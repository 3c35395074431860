using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>Where a solution keeps its state, in words.</summary>
internal static class StorageWording
{
    public static string Observed(StorageFacts facts) =>
        facts.Stores.Count == 0
            ? $"{ValueNames.No}: {Keeper(facts.Keeper)}"
            : $"{ValueNames.Yes}: {TruncatedList.Join(facts.Stores.Select(Store))}";

    private static string Store(Store store)
    {
        var address = store.Address is null ? store.Kind : $"{store.Kind} at {store.Address}";
        return store.Networks.Count == 0
            ? address
            : $"{address}, for {Quantity.Count(store.Networks.Count, "network")} of scope global ({TruncatedList.Join(store.Networks)})";
    }

    private static string Keeper(StateKeeper keeper) =>
        keeper switch
        {
            StateKeeper.SwarmManagers => "the swarm's managers keep the state",
            StateKeeper.Engine => "the engine keeps its networks itself",
            _ => "its peers keep the state",
        };
}
