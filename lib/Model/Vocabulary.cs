using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Model;

/// <summary>What an observation rests on.</summary>
public enum Basis
{
    /// <summary>Nothing was seen.</summary>
    None,

    /// <summary>The engine's API and files: what was configured.</summary>
    Declared,

    /// <summary>The kernel's state: links, routes, namespaces, firewall, sockets.</summary>
    Observed,

    /// <summary>Packets that NetAudit sent.</summary>
    Probed,
}

/// <summary>How an observation compares with a cell.</summary>
// Of 64 bits, so that PowerShell's ConvertTo-Json writes the name (docs/decisions/0017).
[JsonConverter(typeof(StringEnumConverter))]
public enum FeatureStatus : long
{
    /// <summary>Seen as documented.</summary>
    Match,

    /// <summary>What was seen contradicts the cell, and no later documentation explains it.</summary>
    Mismatch,

    /// <summary>What was seen contradicts the cell, and is as documented today: the cell's text is outdated, not the host.</summary>
    Outdated,

    /// <summary>The cell describes a possibility, and this host doesn't use it.</summary>
    NotInUse,

    /// <summary>Not seen; the reason says why and what would confirm it.</summary>
    Inconclusive,

    /// <summary>The question has no meaning here.</summary>
    NotApplicable,
}

/// <summary>A solution's state on a host.</summary>
public enum SolutionState
{
    /// <summary>Its agent runs, or it needs none and is set up, and containers use it.</summary>
    Running,

    /// <summary>Ready, used by no container.</summary>
    Idle,

    /// <summary>Its agent is gone or locked, while its network or configuration still stands.</summary>
    Stopped,

    /// <summary>Only traces: chains, files, a gateway bridge.</summary>
    Leftover,
}

/// <summary>How sure a detection is.</summary>
public enum Confidence
{
    /// <summary>One trace that others could leave too.</summary>
    Low,

    /// <summary>Several traces, none of them its own alone.</summary>
    Medium,

    /// <summary>A trace that only this solution leaves.</summary>
    High,
}

/// <summary>A fact, and where a person can check it by hand.</summary>
/// <param name="Source">
/// A command, file or API call: "ip -d link show flannel.1", "/run/flannel/subnet.env", "docker network inspect ov1".
/// </param>
/// <param name="Fact">What it says there: "vxlan id 1 dstport 8472".</param>
public sealed record Evidence(string Source, string Fact)
{
    /// <summary>Evidence whose source is a command: each name in it is one word, whatever the host chose for it.</summary>
    /// <param name="source">The command.</param>
    /// <param name="fact">What it says there.</param>
    internal Evidence(ShellText source, string fact)
        : this(source.ToString(), fact) { }

    /// <summary>What kind of source it is: the engine's word, or the kernel's state.</summary>
    public Basis Basis { get; init; } = Basis.Observed;

    /// <summary>Whether it says that something isn't there, or that it was not seen: no trace of it then.</summary>
    public bool IsAbsence { get; init; }

    /// <summary>"source: fact".</summary>
    public override string ToString() => $"{Source}: {Fact}";
}
