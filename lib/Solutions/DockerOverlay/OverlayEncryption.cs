using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Whether what an encrypted network needs in the kernel stands (drivers/overlay/encryption.go).</summary>
internal static class OverlayEncryption
{
    /// <summary>The request id of libnetwork's states and policies, which is also the mark of packets that are to be encrypted.</summary>
    public const long RequestId = 0xD0C4E3;

    /// <summary>Other hosts of the network to or from which there is no ESP state; null where the states were not seen.</summary>
    public static IReadOnlyList<string>? HostsWithoutState(OverlayView view) =>
        view.Host.HostNamespace?.XfrmStates is not { } states ? null
        : [.. view.RemoteHosts.Where(host => !Has(states, host, state => state.Source) || !Has(states, host, state => state.Destination))];

    /// <summary>
    /// Engines before 20.10.25, and 23.0 before 23.0.4, make IPsec policies for UDP 4789 alone: with another data path port nothing is
    /// encrypted, and the rule that drops clear packets drops all (moby#45635).
    /// </summary>
    public static bool CanUsePort(OverlayView view) =>
        view.Port == OverlayView.UsualPort || EngineVersion.Parse(view.Host.Engine?.Version) is not { } version || !IsBoundToUsualPort(version);

    private static bool IsBoundToUsualPort(EngineVersion version) =>
        version.IsBefore(20, 10, 25) || (!version.IsBefore(23, 0, 0) && version.IsBefore(23, 0, 4));

    private static bool Has(IReadOnlyList<XfrmState> states, string host, Func<XfrmState, string> end) =>
        states.Any(state => state.Protocol == "esp" && (state.RequestId is null or RequestId) && end(state) == host);
}
