using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Networks that the engine was asked for, in words.</summary>
internal static class TrialFactWording
{
    /// <summary>That a network was made doesn't show that containers on it reach anyone.</summary>
    private const string NoMore = "tried: this proves that such networks can be made; no container was put on them";

    public static string Observed(TrialFacts facts) =>
        $"{(facts.IsMade ? ValueNames.Yes : ValueNames.No)}: a network with {Tried(facts.Tried)}";

    public static string Reason(TrialFacts facts) =>
        facts.IsMade || facts.Control is not { } control
            ? NoMore
            : $"tried: a network with {ProbeWording.Target(control)} was made and allocated, this one was not";

    /// <summary>The network, and what became of it.</summary>
    public static string Tried(ProbeRecord record) => $"{ProbeWording.Target(record)}: {AnswerWording.Answer(record)}";
}
