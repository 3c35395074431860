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

        var found = StateOf(view);
        var basis = found.State is EncryptionState.NotSeen or EncryptionState.NoPeer ? Basis.Declared : Basis.Observed;
        IReadOnlyList<Evidence> all = [EvidenceFactory.Network(view.Network, "option encrypted"), .. found.Evidence];
        return new Channel(subject, EncryptionScheme.IPsec, found.Summary, basis, all)
        {
            State = found.State,
            Unprotected = found.Unprotected,
        };
    }

    /// <summary>What becomes of packets to hosts without a state: whether a policy leads them to the encryption that can't be.</summary>
    public static UnprotectedPackets WithoutState(OverlayView view, IReadOnlyList<string> stateless)
    {
        if (OverlayEncryptionRules.Missing(view) is { Unmarked.Count: > 0 })
        {
            return UnprotectedPackets.LeaveInClear;
        }

        return HostsWithoutPolicy(view) is not { } unled ? UnprotectedPackets.Unknown
            : !stateless.Any(unled.Contains) ? UnprotectedPackets.Lost
            : stateless.All(unled.Contains) ? UnprotectedPackets.LeaveInClear
            : UnprotectedPackets.Unknown;
    }

    private static Found StateOf(OverlayView view)
    {
        if (!CanUsePort(view))
        {
            var port = EvidenceFactory.Info($"Swarm.Cluster.DataPathPort {view.Port}");
            var why =
                $"declared; not in force, as this engine encrypts UDP {OverlayView.UsualPort} only and the data path port is {view.Port}";
            return new(EncryptionState.NotInForce, why, [port]);
        }

        if (view.Host.HostNamespace?.XfrmStates is not { } states)
        {
            return new(EncryptionState.NotSeen, "declared; whether ESP states are in the kernel was not seen", []);
        }

        if (HostsWithoutState(view) is { Count: > 0 } lacking)
        {
            var evidence = new Evidence("ip xfrm state", $"none for {lacking[0]}");
            var summary = $"declared; no ESP state in the kernel for {TruncatedList.Join(lacking)}";
            return new(EncryptionState.NotInForce, summary, [evidence]) { Unprotected = WithoutState(view, lacking) };
        }

        if (HostsWithoutPolicy(view) is { Count: > 0 } unled)
        {
            var evidence = new Evidence("ip xfrm policy", $"none to {unled[0]}, UDP {view.Port}");
            var summary = $"declared; no IPsec policy in the kernel to {TruncatedList.Join(unled)}";
            return new(EncryptionState.NotInForce, summary, [evidence]) { Unprotected = UnprotectedPackets.LeaveInClear };
        }

        return WithoutRule(view) ?? WithAll(view, [.. states.Where(state => state.Protocol == "esp" && IsOfOtherHost(view, state))]);
    }

    /// <summary>Which of the engine's rules is missing; null where none is, or they can't be judged.</summary>
    private static Found? WithoutRule(OverlayView view)
    {
        if (OverlayEncryptionRules.Missing(view) is not var (unmarked, open))
        {
            return null;
        }

        if (unmarked.Count > 0)
        {
            var evidence = new Evidence("iptables -t mangle -S OUTPUT", $"no MARK for VNI {unmarked[0]}");
            var summary = $"declared; no rule marks packets of VNI {string.Join(", ", unmarked)} for IPsec";
            return new(EncryptionState.NotInForce, summary, [evidence]) { Unprotected = UnprotectedPackets.LeaveInClear };
        }

        return open.Count == 0
            ? null
            : new(
                EncryptionState.NotInForce,
                $"declared; no rule drops packets of VNI {string.Join(", ", open)} that come in clear",
                [new Evidence("iptables -S INPUT", $"no DROP with --pol none for VNI {open[0]}")]
            )
            {
                Unprotected = UnprotectedPackets.ComeInClear,
            };
    }

    private static Found WithAll(OverlayView view, IReadOnlyList<XfrmState> own)
    {
        if (own.Count == 0)
        {
            return new(EncryptionState.NoPeer, "declared; no other host takes part yet, so there is no ESP state", []);
        }

        var evidence = own.Take(3).Select(state => new Evidence("ip xfrm state", $"esp {state.Source} to {state.Destination}"));
        string?[] unseen =
        [
            HostsWithoutPolicy(view) is null ? "IPsec policies" : null,
            OverlayEncryptionRules.AreSeen(view) ? null : "the rules that mark and drop packets",
        ];
        var missing = string.Join(" and ", unseen.OfType<string>());
        return missing.Length == 0
            ? new(EncryptionState.InForce, "ESP states in the kernel", evidence)
            : new(EncryptionState.NotSeen, $"declared; ESP states in the kernel, and {missing} were not seen", evidence);
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

    /// <summary>Whether it is in force, what shows it, and what it means for packets.</summary>
    private sealed record Found(EncryptionState State, string Summary, IEnumerable<Evidence> Evidence)
    {
        public UnprotectedPackets Unprotected { get; init; }
    }
}
