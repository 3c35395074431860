using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Gate;

/// <summary>
/// The rules that an expectation file can state. The names are ids of rules in reports, so they are part of the contract.
/// </summary>
public enum GateRule
{
    /// <summary>A solution must be on the host.</summary>
    SolutionMissing,

    /// <summary>A solution must be in one of the allowed states.</summary>
    SolutionState,

    /// <summary>Only the named solutions may be on the host.</summary>
    SolutionUnexpected,

    /// <summary>An aspect must be as written in the file.</summary>
    AspectValue,

    /// <summary>An aspect must be as an edition documents it.</summary>
    AspectDocumented,

    /// <summary>An aspect's observation must have the expected basis.</summary>
    AspectBasis,

    /// <summary>A network or connection must be encrypted.</summary>
    ChannelEncrypted,

    /// <summary>Containers' subnets must lie within the allowed ranges.</summary>
    SubnetAllowed,

    /// <summary>A finding must not occur. Its row has the finding's own rule.</summary>
    NoFinding,

    /// <summary>A host must be readable.</summary>
    HostAudited,

    /// <summary>A waiver must not have expired.</summary>
    WaiverExpired,

    /// <summary>At least one entry of the file must lead to a check on a host.</summary>
    AnythingChecked,
}

/// <summary>The kind of a finding.</summary>
// Of 64 bits, so that PowerShell's ConvertTo-Json writes the name (docs/decisions/0017).
[JsonConverter(typeof(StringEnumConverter))]
public enum FindingKind : long
{
    /// <summary>The observation contradicts the expectation.</summary>
    Contradicted,

    /// <summary>The facts could not be seen, or don't suffice for an answer.</summary>
    CouldNotAudit,
}

/// <summary>The severity of a gate's finding.</summary>
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

/// <summary>The outcome of a gate.</summary>
public enum GateOutcome
{
    /// <summary>All is as expected.</summary>
    AsExpected,

    /// <summary>At least one finding counts.</summary>
    Findings,

    /// <summary>No contradiction counts, but something that is expected could not be seen.</summary>
    CouldNotAudit,
}
