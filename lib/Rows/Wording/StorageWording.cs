using NetAudit.Aspects;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>Where a solution keeps its state, in words.</summary>
internal static class StorageWording
{
    public static string Observed(StorageFacts facts) =>
        facts.Stores.Count == 0
            ? $"{ValueNames.No}: {facts.Keeper}"
            : $"{ValueNames.Yes}: {string.Join(", ", facts.Stores.Select(store => store.Summary))}";
}
