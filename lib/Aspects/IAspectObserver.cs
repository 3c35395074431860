using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Observes one aspect of a solution. One file each; found by its type, so that a new file is all a new aspect needs.</summary>
internal interface IAspectObserver
{
    /// <summary>The aspect's id, as editions spell it: "NetworkModel".</summary>
    string Aspect { get; }

    /// <summary>What was seen of it. Pure.</summary>
    Observation Observe(HostSnapshot host, Footprint footprint);
}

/// <summary>What was seen of an aspect.</summary>
internal sealed record Observation
{
    /// <summary>Normalised values, to compare with a cell's; empty where it was not seen.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The same in words, beginning with the normalised value.</summary>
    public required string Words { get; init; }

    /// <summary>What it rests on.</summary>
    public Basis Basis { get; init; }

    /// <summary>What shows it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Why it is as it is, or why it was not seen.</summary>
    public string? Reason { get; init; }

    /// <summary>What would settle it, where it was not seen.</summary>
    public string? Settles { get; init; }

    /// <summary>
    /// True where nothing of it is in use, which doesn't show that it can't be: NotInUse against a cell that says what can be,
    /// Inconclusive against one that says what is.
    /// </summary>
    public bool IsAbsence { get; init; }

    /// <summary>
    /// With <see cref="IsAbsence"/>: how it is built shows that it can't be, so the absence contradicts or proves the cell.
    /// </summary>
    public bool IsStructural { get; init; }

    /// <summary>True where it was tried and refused: that contradicts also a cell that only says what can be.</summary>
    public bool IsRefused { get; init; }

    /// <summary>
    /// True where it is declared, and not seen to be in force: that contradicts a cell as well as what is in force does, and proves none.
    /// </summary>
    public bool IsUnproven { get; init; }

    /// <summary>True where the question has no meaning on this host.</summary>
    public bool IsNotApplicable { get; init; }

    /// <summary>An observation that could not be made.</summary>
    public static Observation NotSeen(string reason, string settles, params Evidence[] evidence) =>
        new()
        {
            Words = "not seen",
            Reason = reason,
            Settles = settles,
            Evidence = evidence,
        };
}
