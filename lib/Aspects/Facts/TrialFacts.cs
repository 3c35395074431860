using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>A network that the engine was asked for, and a control network that it made.</summary>
/// <param name="Tried">Its record.</param>
/// <param name="Control">The control network's.</param>
internal sealed record TrialFacts(ProbeRecord Tried, ProbeRecord? Control) : AspectFacts
{
    /// <summary>Whether the engine made it.</summary>
    public bool IsMade => Tried.Outcome == ProbeOutcome.Accepted;
}
