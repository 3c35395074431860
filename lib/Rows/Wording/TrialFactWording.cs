using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Networks that the engine was asked for, in words.</summary>
internal static class TrialFactWording
{
    /// <summary>A network that was created doesn't show that containers on it reach each other, so the words leave that open.</summary>
    public static string Observed(TrialFacts facts) =>
        facts.IsMade
            ? $"{ValueNames.Yes}: the engine made a network with {Tried(facts.Tried)}. Not checked: whether containers on it reach anyone"
            : $"{ValueNames.No}: the engine made no network with {Tried(facts.Tried)}";

    public static string? Reason(TrialFacts facts) =>
        facts.IsMade || facts.Control is not { } control
            ? null
            : $"the engine made and allocated a network with {ProbeWording.Target(control)}, and not this one";

    /// <summary>The network, and the engine's answer.</summary>
    public static string Tried(ProbeRecord record) => $"{ProbeWording.Target(record)}: {AnswerWording.Answer(record)}";
}
