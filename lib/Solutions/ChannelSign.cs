using NetAudit.Model;

namespace NetAudit.Solutions;

/// <summary>The sign by which a channel's encryption, or its lack, is known.</summary>
/// <param name="Kind">What.</param>
public sealed record ChannelSign(ChannelSignKind Kind)
{
    /// <summary>Other hosts that something lacks for.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The UDP port that the engine uses.</summary>
    public int Port { get; init; }

    /// <summary>VNIs that a rule lacks for.</summary>
    public IReadOnlyList<int> Vnis { get; init; } = [];

    /// <summary>Whether the rules that mark and drop packets stand, where the states were not seen.</summary>
    public bool HasRules { get; init; }

    /// <summary>Whether IPsec policies were not seen.</summary>
    public bool LacksPolicies { get; init; }

    /// <summary>Whether the rules that mark and drop packets were not seen.</summary>
    public bool LacksRules { get; init; }

    /// <summary>What carries the payload.</summary>
    public NetworkModel? Carrier { get; init; }
}

/// <summary>The kinds of signs.</summary>
public enum ChannelSignKind
{
    /// <summary>ESP states stand in the kernel.</summary>
    StatesSeen,

    /// <summary>Whether ESP states stand in the kernel was not seen.</summary>
    StatesNotSeen,

    /// <summary>No other host takes part yet, so there is no ESP state.</summary>
    NoOtherHost,

    /// <summary>The kernel has no ESP state for some hosts.</summary>
    StateMissing,

    /// <summary>The kernel has no IPsec policy to some hosts.</summary>
    PolicyMissing,

    /// <summary>No rule marks packets of some VNIs for IPsec.</summary>
    MarkRuleMissing,

    /// <summary>No rule drops packets of some VNIs that come unencrypted.</summary>
    DropRuleMissing,

    /// <summary>ESP states stand, and not all else that is needed was seen.</summary>
    StatesAlone,

    /// <summary>The engine encrypts another UDP port than the one that it uses.</summary>
    OtherPort,

    /// <summary>What carries it encrypts nothing.</summary>
    PlainCarrier,

    /// <summary>The agent's flags name certificates.</summary>
    CertificateFlags,

    /// <summary>The agent's flags name plain HTTP.</summary>
    PlainHttp,

    /// <summary>A password is set, and no connection stands.</summary>
    PasswordSet,

    /// <summary>No password is set.</summary>
    NoPassword,
}
