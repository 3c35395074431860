using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>
/// Recognises a VXLAN link that the engine may be moving. libnetwork creates an overlay network's link in the host's namespace and moves it
/// into the network's, and on removal moves it back before it deletes it. That takes a tenth of a second.
/// </summary>
internal static class LinkInTransit
{
    /// <summary>How long to wait before a second look. A link that is still there was left behind.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether a link has the name that libnetwork gives: "vx-001003-nqfi7", from the VNI and the start of the network's id.
    /// </summary>
    public static bool MayBe(Link link) =>
        link.Vxlan is { } vxlan
        && link.Name.StartsWith(string.Format(CultureInfo.InvariantCulture, "vx-{0:x6}-", vxlan.Vni), StringComparison.Ordinal);
}
