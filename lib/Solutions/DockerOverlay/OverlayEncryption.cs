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
        view.Host.HostNamespace?.XfrmStates is not { } states
            ? null
            :
            [
                .. view.RemoteHosts.Where(host =>
                    !Has(states, host, state => state.Source) || !Has(states, host, state => state.Destination)
                ),
            ];

    /// <summary>Other hosts of the network to which no IPsec policy leads its packets; null where the policies were not seen.</summary>
    public static IReadOnlyList<string>? HostsWithoutPolicy(OverlayView view) =>
        view.Host.HostNamespace?.XfrmPolicies is not { } policies
            ? null
            :
            [
                .. view.RemoteHosts.Where(host =>
                    !policies.Any(policy => policy is { Direction: "out", Blocks: false } && IsFor(policy, host, view.Port))
                ),
            ];

    /// <summary>
    /// Engines before 20.10.25, and 23.0 before 23.0.4, make IPsec policies for UDP 4789 alone: with another data path port nothing is
    /// encrypted, and the rule that drops clear packets drops all (moby#45635).
    /// </summary>
    public static bool CanUsePort(OverlayView view) =>
        view.Port == OverlayView.UsualPort
        || EngineVersion.Parse(view.Host.Engine?.Version) is not { } version
        || !IsBoundToUsualPort(version);

    /// <summary>The network as a channel: what is declared, and whether it is in force.</summary>
    public static Channel ChannelOf(OverlayView view)
    {
        var subject = new NetworkChannel(view.Network.Name);
        if (!view.IsEncrypted)
        {
            return new Channel(
                subject,
                EncryptionScheme.None,
                "",
                Basis.Declared,
                [EvidenceFactory.Network(view.Network, "no option encrypted")]
            );
        }

        var (state, summary, evidence) = StateOf(view);
        var basis = state is EncryptionState.NotSeen or EncryptionState.NoPeer ? Basis.Declared : Basis.Observed;
        IReadOnlyList<Evidence> all = [EvidenceFactory.Network(view.Network, "option encrypted"), .. evidence];
        return new Channel(subject, EncryptionScheme.IPsec, summary, basis, all) { State = state };
    }

    private static (EncryptionState State, string Summary, IEnumerable<Evidence> Evidence) StateOf(OverlayView view)
    {
        if (!CanUsePort(view))
        {
            var port = EvidenceFactory.Info($"Swarm.Cluster.DataPathPort {view.Port}");
            var why =
                $"declared; not in force, as this engine encrypts UDP {OverlayView.UsualPort} only and the data path port is {view.Port}";
            return (EncryptionState.NotInForce, why, [port]);
        }

        if (view.Host.HostNamespace?.XfrmStates is not { } states)
        {
            return (EncryptionState.NotSeen, "declared; whether ESP states are in the kernel was not seen", []);
        }

        if (HostsWithoutState(view) is { Count: > 0 } lacking)
        {
            var evidence = new Evidence("ip xfrm state", $"none for {lacking[0]}");
            return (EncryptionState.NotInForce, $"declared; no ESP state in the kernel for {TruncatedList.Join(lacking)}", [evidence]);
        }

        if (HostsWithoutPolicy(view) is { Count: > 0 } unled)
        {
            var evidence = new Evidence("ip xfrm policy", $"none to {unled[0]}, UDP {view.Port}");
            return (EncryptionState.NotInForce, $"declared; no IPsec policy in the kernel to {TruncatedList.Join(unled)}", [evidence]);
        }

        var own = states.Where(state => state.Protocol == "esp" && IsOfOtherHost(view, state)).ToList();
        return own.Count == 0
            ? (EncryptionState.NoPeer, "declared; no other host takes part yet, so there is no ESP state", [])
            : (
                EncryptionState.InForce,
                "ESP states in the kernel",
                own.Take(3).Select(state => new Evidence("ip xfrm state", $"esp {state.Source} to {state.Destination}"))
            );
    }

    private static bool IsOfOtherHost(OverlayView view, XfrmState state) =>
        view.RemoteHosts.Contains(state.Source) || view.RemoteHosts.Contains(state.Destination);

    private static bool IsBoundToUsualPort(EngineVersion version) =>
        version.IsBefore(20, 10, 25) || (!version.IsBefore(23, 0, 0) && version.IsBefore(23, 0, 4));

    private static bool IsFor(XfrmPolicy policy, string host, int port) =>
        Subnet.Parse(policy.Destination) is { } range
        && Subnet.Parse(host) is { } address
        && range.Contains(address)
        && (policy.Protocol is null or "udp")
        && (policy.DestinationPort is null || policy.DestinationPort == port);

    private static bool Has(IReadOnlyList<XfrmState> states, string host, Func<XfrmState, string> end) =>
        states.Any(state => state.Protocol == "esp" && (state.RequestId is null or RequestId) && end(state) == host);
}
