using NetAudit.Model;

namespace NetAudit.Solutions;

/// <summary>The sign by which a channel's encryption, or its lack, is known.</summary>
/// <param name="Kind">The kind of sign.</param>
public sealed record ChannelSign(ChannelSignKind Kind)
{
    /// <summary>Other hosts for which a state or policy is missing.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The UDP port that the engine uses.</summary>
    public int Port { get; init; }

    /// <summary>VNIs for which a rule is missing.</summary>
    public IReadOnlyList<int> Vnis { get; init; } = [];

    /// <summary>Whether the rules that mark and drop packets exist, if the states were not seen.</summary>
    public bool HasRules { get; init; }

    /// <summary>Whether IPsec policies were not seen.</summary>
    public bool LacksPolicies { get; init; }

    /// <summary>Whether the rules that mark and drop packets were not seen.</summary>
    public bool LacksRules { get; init; }

    /// <summary>The model that carries the payload.</summary>
    public NetworkModel? Carrier { get; init; }
}

/// <summary>The kinds of signs.</summary>
public enum ChannelSignKind
{
    /// <summary>The kernel has ESP states.</summary>
    StatesSeen,

    /// <summary>The kernel's ESP states were not seen.</summary>
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

    /// <summary>The kernel has ESP states, and other parts that are needed were not seen.</summary>
    StatesAlone,

    /// <summary>The engine encrypts another UDP port than the one that it uses.</summary>
    OtherPort,

    /// <summary>The model that carries it encrypts nothing.</summary>
    PlainCarrier,

    /// <summary>The agent's flags name certificates.</summary>
    CertificateFlags,

    /// <summary>The agent's flags name plain HTTP.</summary>
    PlainHttp,

    /// <summary>A password is set, and no connection is established.</summary>
    PasswordSet,

    /// <summary>No password is set.</summary>
    NoPassword,
}
