using System.Globalization;

namespace NetAudit.Model;

/// <summary>A number with its noun, in the right form: "1 finding", "2 findings".</summary>
internal static class Counted
{
    /// <summary>The number and the noun.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="several">The noun for several; by default with an s.</param>
    public static string Say(long count, string one, string? several = null) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : several ?? one + "s")}";
}
