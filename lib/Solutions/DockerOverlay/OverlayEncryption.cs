using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Checks whether the kernel has all that an encrypted network needs (drivers/overlay/encryption.go).</summary>
internal static class OverlayEncryption
{
    /// <summary>The request id of libnetwork's states and policies, which is also the mark of packets that are to be encrypted.</summary>
    public const long RequestId = 0xD0C4E3;

    /// <summary>Other hosts of the network to or from which there is no ESP state; null if the states were not seen.</summary>
    public static IReadOnlyList<string>? HostsWithoutState(OverlayView view) =>
        view.Host.HostNamespace?.XfrmStates is not { } states
            ? null
            :
            [
                .. view.RemoteHosts.Where(host =>
                    !Has(states, host, state => state.Source) || !Has(states, host, state => state.Destination)
                ),
            ];

    /// <summary>Other hosts of the network to which no IPsec policy leads its packets; null if the policies were not seen.</summary>
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
    /// Engines before 23.0.7, and 24.0 before 24.0.3, make IPsec policies for UDP 4789 alone: with another data path port nothing is
    /// encrypted, and the rule that drops unencrypted packets drops all (moby#45636).
    /// </summary>
    public static bool CanUsePort(OverlayView view) =>
        view.Port == OverlayView.UsualPort
        || EngineVersion.Parse(view.Host.Engine?.Version) is not { } version
        || !IsBoundToUsualPort(version);

    /// <summary>The network as a channel: its declared encryption, and whether it is in force.</summary>
    public static Channel ChannelOf(OverlayView view)
    {
        var subject = new NetworkChannel(view.Network.Name);
        if (!view.IsEncrypted)
        {
            return new Channel(
                subject,
                EncryptionScheme.None,
                Basis.Declared,
                [EvidenceFactory.Network(view.Network, "no option encrypted")]
            );
        }

        var found = StateOf(view);
        var basis = found.State is EncryptionState.NotSeen or EncryptionState.NoPeer ? Basis.Declared : Basis.Observed;
        IReadOnlyList<Evidence> all = [EvidenceFactory.Network(view.Network, "option encrypted"), .. found.Evidence];
        return new Channel(subject, EncryptionScheme.IPsec, basis, all)
        {
            State = found.State,
            Sign = found.Sign,
            Unprotected = found.Unprotected,
        };
    }

    /// <summary>
    /// The fate of packets to hosts without a state: lost if policies demand encryption, unencrypted if none does or no rule marks the
    /// packets, else unknown.
    /// </summary>
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
            return new(EncryptionState.NotInForce, new(ChannelSignKind.OtherPort) { Port = view.Port }, [port]);
        }

        if (view.Host.HostNamespace?.XfrmStates is not { } states)
        {
            var rules = OverlayEncryptionRules.Standing(view);
            return WithoutRule(view)
                ?? new(
                    EncryptionState.NotSeen,
                    new(ChannelSignKind.StatesNotSeen) { HasRules = rules.Count > 0 },
                    rules.Take(4).Select(EvidenceFactory.Rule)
                );
        }

        if (HostsWithoutState(view) is { Count: > 0 } lacking)
        {
            var evidence = new Evidence("ip xfrm state", $"none for {lacking[0]}");
            var sign = new ChannelSign(ChannelSignKind.StateMissing) { Hosts = lacking };
            return new(EncryptionState.NotInForce, sign, [evidence]) { Unprotected = WithoutState(view, lacking) };
        }

        if (HostsWithoutPolicy(view) is { Count: > 0 } unled)
        {
            var evidence = new Evidence("ip xfrm policy", $"none to {unled[0]}, UDP {view.Port}");
            var sign = new ChannelSign(ChannelSignKind.PolicyMissing) { Hosts = unled };
            return new(EncryptionState.NotInForce, sign, [evidence]) { Unprotected = UnprotectedPackets.LeaveInClear };
        }

        return WithoutRule(view) ?? WithAll(view, [.. states.Where(state => state.Protocol == "esp" && IsOfOtherHost(view, state))]);
    }

    /// <summary>The result if one of the engine's rules is missing; null if none is, or they can't be judged.</summary>
    private static Found? WithoutRule(OverlayView view)
    {
        if (OverlayEncryptionRules.Missing(view) is not var (unmarked, open))
        {
            return null;
        }

        if (unmarked.Count > 0)
        {
            var evidence = new Evidence("iptables -t mangle -S OUTPUT", $"no MARK for VNI {unmarked[0]}");
            var sign = new ChannelSign(ChannelSignKind.MarkRuleMissing) { Vnis = unmarked };
            return new(EncryptionState.NotInForce, sign, [evidence]) { Unprotected = UnprotectedPackets.LeaveInClear };
        }

        return open.Count == 0
            ? null
            : new(
                EncryptionState.NotInForce,
                new(ChannelSignKind.DropRuleMissing) { Vnis = open },
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
            return new(EncryptionState.NoPeer, new(ChannelSignKind.NoOtherHost), []);
        }

        var evidence = own.Take(3).Select(state => new Evidence("ip xfrm state", $"esp {state.Source} to {state.Destination}"));
        var (seesPolicies, seesRules) = (HostsWithoutPolicy(view) is not null, OverlayEncryptionRules.AreSeen(view));
        return seesPolicies && seesRules
            ? new(EncryptionState.InForce, new(ChannelSignKind.StatesSeen), evidence)
            : new(
                EncryptionState.NotSeen,
                new(ChannelSignKind.StatesAlone) { LacksPolicies = !seesPolicies, LacksRules = !seesRules },
                evidence
            );
    }

    private static bool IsOfOtherHost(OverlayView view, XfrmState state) =>
        view.RemoteHosts.Contains(state.Source) || view.RemoteHosts.Contains(state.Destination);

    private static bool IsBoundToUsualPort(EngineVersion version) =>
        version.IsBefore(23, 0, 7) || (!version.IsBefore(24, 0, 0) && version.IsBefore(24, 0, 3));

    private static bool IsFor(XfrmPolicy policy, string host, int port) =>
        Subnet.Parse(policy.Destination) is { } range
        && Subnet.Parse(host) is { } address
        && range.Contains(address)
        && (policy.Protocol is null or "udp")
        && (policy.DestinationPort is null || policy.DestinationPort == port);

    private static bool Has(IReadOnlyList<XfrmState> states, string host, Func<XfrmState, string> end) =>
        states.Any(state => state.Protocol == "esp" && (state.RequestId is null or RequestId) && end(state) == host);

    /// <summary>Whether the encryption is in force, its sign, and the fate of packets.</summary>
    private sealed record Found(EncryptionState State, ChannelSign Sign, IEnumerable<Evidence> Evidence)
    {
        public UnprotectedPackets Unprotected { get; init; }
    }
}
