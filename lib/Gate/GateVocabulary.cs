using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Gate;

/// <summary>What an expectation file can want. The names are the ids of rules in reports, so they are part of the contract.</summary>
public enum GateRule
{
    /// <summary>A solution must be on the host.</summary>
    SolutionMissing,

    /// <summary>A solution must be in one of the states that are allowed.</summary>
    SolutionState,

    /// <summary>No other solution than those named may be on the host.</summary>
    SolutionUnexpected,

    /// <summary>An aspect must be as written in the file.</summary>
    AspectValue,

    /// <summary>An aspect must be as an edition documents it.</summary>
    AspectDocumented,

    /// <summary>What an aspect rests on must be enough.</summary>
    AspectBasis,

    /// <summary>A network or connection must be encrypted.</summary>
    ChannelEncrypted,

    /// <summary>Containers' subnets must lie within those that are allowed.</summary>
    SubnetAllowed,

    /// <summary>A finding that may not be. Its row has the finding's own rule.</summary>
    NoFinding,

    /// <summary>A host must be read at all.</summary>
    HostAudited,

    /// <summary>A waiver must not have ended.</summary>
    WaiverExpired,

    /// <summary>An entry of the file must be for one of the hosts.</summary>
    AnythingChecked,
}

/// <summary>What a finding is.</summary>
// Of 64 bits, so that PowerShell's ConvertTo-Json writes the name (docs/decisions/0017).
[JsonConverter(typeof(StringEnumConverter))]
public enum FindingKind : long
{
    /// <summary>What was seen contradicts what is wanted.</summary>
    Contradicted,

    /// <summary>It could not be seen, or what was seen is not enough to say.</summary>
    CouldNotAudit,
}

/// <summary>How much a finding weighs.</summary>
// Of 64 bits, so that PowerShell's ConvertTo-Json writes the name (docs/decisions/0017).
[JsonConverter(typeof(StringEnumConverter))]
public enum FindingSeverity : long
{
    /// <summary>Listed; never fails the gate.</summary>
    Note,

    /// <summary>Listed as a warning; doesn't fail the gate.</summary>
    Warning,

    /// <summary>Fails the gate.</summary>
    Error,
}

/// <summary>What a gate ends with.</summary>
public enum GateOutcome
{
    /// <summary>All is as the file wants it.</summary>
    AsExpected,

    /// <summary>At least one finding counts.</summary>
    Findings,

    /// <summary>No finding counts, but something that is wanted could not be seen.</summary>
    CouldNotAudit,
}
