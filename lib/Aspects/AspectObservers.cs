using NetAudit.Model;

namespace NetAudit.Aspects;

/// <summary>All observers, in the order of their names.</summary>
internal static class AspectObservers
{
    /// <summary>All observers.</summary>
    public static IReadOnlyList<IAspectObserver> All => Catalog.CreateAll<IAspectObserver>();

    /// <summary>Ids of the aspects that can be observed.</summary>
    public static IReadOnlyList<string> Ids => [.. All.Select(observer => observer.Aspect)];
}
