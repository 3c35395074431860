using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>Networks that the engine lists and that aren't on this host, in words: they are counted with none.</summary>
internal static class AbsentWording
{
    /// <summary>"all 6 networks that are set up here": it doesn't say that the others are otherwise.</summary>
    public static string AllSetUp(int count) =>
        count == 1 ? "the only network that is set up here" : $"all {Quantity.Count(count, "network")} that are set up here";

    /// <summary>Those that no kernel of this host has; "" for none.</summary>
    public static string NotSetUp(IReadOnlyList<string> names) =>
        names.Count == 0
            ? ""
            : $". Not checked, as {(names.Count == 1 ? "it isn't" : "they aren't")} set up here: {TruncatedList.Join(names)}";

    /// <summary>Those that the engine could not allocate; "" for none.</summary>
    public static string NotAllocated(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $"; not allocated: {TruncatedList.Join(names)}";
}
