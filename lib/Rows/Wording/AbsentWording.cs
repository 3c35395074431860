using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>Networks that the engine lists and that don't exist on this host, in words. Counts leave them out.</summary>
internal static class AbsentWording
{
    /// <summary>"all 6 networks that are set up here": this claims nothing about the others.</summary>
    public static string AllSetUp(int count) =>
        count == 1 ? "the only network that is set up here" : $"all {Quantity.Count(count, "network")} that are set up here";

    /// <summary>The networks that aren't set up in this host's kernel; "" for none.</summary>
    public static string NotSetUp(IReadOnlyList<string> names) =>
        names.Count == 0
            ? ""
            : $". Not checked, as {(names.Count == 1 ? "it isn't" : "they aren't")} set up here: {TruncatedList.Join(names)}";

    /// <summary>The networks that the engine could not allocate; "" for none.</summary>
    public static string NotAllocated(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $"; not allocated: {TruncatedList.Join(names)}";
}
