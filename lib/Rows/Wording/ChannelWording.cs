using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>A network or connection and its encryption, in words.</summary>
internal static class ChannelWording
{
    /// <summary>What shows its encryption: "declared; no ESP state in the kernel for 10.0.0.2"; "" for nothing.</summary>
    public static string Sign(Channel channel) =>
        channel.Sign switch
        {
            null => "",
            { Kind: ChannelSignKind.StatesSeen } => "ESP states in the kernel",
            { Kind: ChannelSignKind.StatesNotSeen, HasRules: true } =>
                "declared, and rules mark its packets and drop unencrypted ones that arrive; the kernel's ESP states were not read",
            { Kind: ChannelSignKind.StatesNotSeen } => "declared; the kernel's ESP states were not read",
            { Kind: ChannelSignKind.NoOtherHost } => "declared; no other host takes part yet, so there is no ESP state",
            { Kind: ChannelSignKind.StateMissing, Hosts: var hosts } =>
                $"declared; no ESP state in the kernel for {TruncatedList.Join(hosts)}",
            { Kind: ChannelSignKind.PolicyMissing, Hosts: var hosts } =>
                $"declared; no IPsec policy in the kernel to {TruncatedList.Join(hosts)}",
            { Kind: ChannelSignKind.MarkRuleMissing, Vnis: var vnis } =>
                $"declared; no rule marks packets of VNI {string.Join(", ", vnis)} for IPsec",
            { Kind: ChannelSignKind.DropRuleMissing, Vnis: var vnis } =>
                $"declared; no rule drops packets of VNI {string.Join(", ", vnis)} that come unencrypted",
            { Kind: ChannelSignKind.StatesAlone } sign => $"declared; ESP states in the kernel, and {Lacks(sign)} were not seen",
            { Kind: ChannelSignKind.OtherPort, Port: var port } =>
                $"declared; this engine encrypts UDP {OverlayView.UsualPort} only, and the data path port is {port}",
            { Kind: ChannelSignKind.PlainCarrier, Carrier: { } model } => $"{model.Name()} encrypts nothing",
            { Kind: ChannelSignKind.PlainCarrier } => "encrypts nothing itself",
            { Kind: ChannelSignKind.CertificateFlags } => "by its flags",
            { Kind: ChannelSignKind.PlainHttp } => "plain HTTP by its flags",
            { Kind: ChannelSignKind.PasswordSet } => "a password is set; no connection stands now",
            _ => "no password is set",
        };

    /// <summary>The scheme, whether it is in force, and what shows that: "No", "IPsec (ESP states in the kernel)".</summary>
    public static string SchemeAndSign(Channel channel)
    {
        var isDeclared = channel.Scheme != EncryptionScheme.None;
        var state = channel.State switch
        {
            EncryptionState.NotInForce when isDeclared => ", not in force",
            EncryptionState.NotSeen or EncryptionState.NoPeer when isDeclared => ", not confirmed",
            _ => "",
        };
        var sign = Sign(channel);
        return $"{channel.Scheme.Name()}{state}{(sign.Length > 0 ? $" ({sign})" : "")}";
    }

    /// <summary>Its name among others of its kind: "ov1", "node2", "data path".</summary>
    public static string ShortName(Channel channel) =>
        channel.Subject switch
        {
            NetworkChannel network => network.Network,
            PeerConnection connection => connection.Peer,
            FutureConnections => "future connections",
            _ => channel.Name,
        };

    /// <summary>Their common noun: "network", "established connection", "path".</summary>
    public static string Noun(IReadOnlyList<Channel> channels) =>
        channels.All(channel => channel.Subject is NetworkChannel) ? "network"
        : channels.All(channel => channel.Subject is PeerConnection) ? "established connection"
        : "path";

    /// <summary>Their names, cut to a limit.</summary>
    public static string Names(IEnumerable<Channel> channels) => TruncatedList.Join(channels.Select(ShortName));

    /// <summary>Their names, each with what shows its encryption, cut to a limit.</summary>
    public static string NamesAndSigns(IEnumerable<Channel> channels) => Joined([.. channels]);

    private static string Joined(IReadOnlyList<Channel> channels) =>
        TruncatedList.Join(channels.Select(NameAndSign), channels.Any(channel => channel.Sign is not null) ? "; " : ", ");

    /// <summary>The name of a single one, with what shows its encryption: "Layer3 data path (encrypts nothing itself)".</summary>
    public static string NameThenSign(Channel channel) =>
        Sign(channel) is { Length: > 0 } sign ? $"{ShortName(channel)} ({sign})" : ShortName(channel);

    private static string Lacks(ChannelSign sign) =>
        sign is { LacksPolicies: true, LacksRules: true } ? "IPsec policies and the rules that mark and drop packets"
        : sign.LacksPolicies ? "IPsec policies"
        : "the rules that mark and drop packets";

    private static string NameAndSign(Channel channel) =>
        Sign(channel) is { Length: > 0 } sign ? $"{ShortName(channel)}: {sign}" : ShortName(channel);
}
