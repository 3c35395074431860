namespace NetAudit.Snapshots;

/// <summary>What a rule does with a packet.</summary>
/// <param name="Kind">The action.</param>
/// <param name="Values">
/// Its parameters. SetMark: "0x1/0xff", the bits in the mask are cleared, those of the value flipped. Dnat, Snat, Redirect: the new address
/// or port. Others: as the tool prints it.
/// </param>
public sealed record FirewallTarget(FirewallTargetKind Kind, IReadOnlyList<string> Values)
{
    /// <summary>The chain that a jump or goto leads to.</summary>
    public string? Chain { get; init; }

    /// <summary>The parts of the packet that a verdict map looks up, in order.</summary>
    public IReadOnlyList<FirewallMatchKind>? Selectors { get; init; }

    /// <summary>The map's name; null if its elements stand in the rule.</summary>
    public string? Map { get; init; }

    /// <summary>The elements of an anonymous verdict map.</summary>
    public IReadOnlyList<FirewallSetElement>? Elements { get; init; }

    /// <summary>The name of a target that isn't understood.</summary>
    public string? Name { get; init; }
}

/// <summary>What is done with a packet.</summary>
public enum FirewallTargetKind
{
    /// <summary>A target that isn't understood, and may end the packet's path.</summary>
    Unknown,

    /// <summary>A target that doesn't change its path: a log entry, a counter.</summary>
    Harmless,

    /// <summary>It leaves the base chain, accepted.</summary>
    Accept,

    /// <summary>It is dropped.</summary>
    Drop,

    /// <summary>It is dropped, and its sender gets an error.</summary>
    Reject,

    /// <summary>It goes on in the chain that called this one.</summary>
    Return,

    /// <summary>It goes through a chain, and comes back.</summary>
    Jump,

    /// <summary>It goes through a chain, and comes back to the caller of this one.</summary>
    Goto,

    /// <summary>A program decides.</summary>
    Queue,

    /// <summary>Its mark is changed.</summary>
    SetMark,

    /// <summary>Its mark becomes one that isn't known here, such as its connection's.</summary>
    SetUnknownMark,

    /// <summary>Its destination is rewritten.</summary>
    Dnat,

    /// <summary>Its destination becomes this host.</summary>
    Redirect,

    /// <summary>Its source is rewritten.</summary>
    Snat,

    /// <summary>Its source becomes this host's address on the link.</summary>
    Masquerade,

    /// <summary>Its connection isn't tracked.</summary>
    NoTrack,

    /// <summary>A verdict map decides.</summary>
    VerdictMap,
}
