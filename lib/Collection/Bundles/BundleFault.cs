using NetAudit.Model;

namespace NetAudit.Collection.Bundles;

/// <summary>Makes the error of a bundle that is damaged, unsafe or over a bound.</summary>
internal static class BundleFault
{
    /// <param name="bundle">The bundle's path.</param>
    /// <param name="place">The file in it, and the place in that; "" for the bundle as a whole.</param>
    /// <param name="happened">The error: "is not valid JSON". Never a piece of the file's content.</param>
    /// <param name="cause">The exception behind it.</param>
    public static NetAuditException At(string bundle, string place, string happened, Exception? cause = null) =>
        new(
            NetAuditError.BundleInvalid,
            place.Length == 0 ? $"The bundle '{bundle}' {happened}." : $"In the bundle '{bundle}', '{Shown(place)}' {happened}.",
            bundle,
            "Record the host again with collect.sh, or remove that file from the bundle: rows that need it are then Inconclusive.",
            cause
        );

    /// <summary>A name from an archive is untrusted text: nothing in it may steer a terminal.</summary>
    private static string Shown(string place) =>
        new([.. (place.Length > 200 ? place[..200] + "…" : place).Select(c => char.IsControl(c) ? '?' : c)]);
}
