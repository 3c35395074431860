using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Finds one kind of trouble that keeps a solution from working as it should. One file each in Solutions/Findings/, found by its type.</summary>
internal interface IFindingRule
{
    /// <summary>The findings of this kind; empty where all is well, or where it can't be told. Pure.</summary>
    IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint);
}

/// <summary>Something that keeps a solution from working as it should.</summary>
/// <param name="Words">What it is, what it does to traffic.</param>
/// <param name="Repair">What repairs it.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record Finding(string Words, string Repair, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The words, the repair, the evidence, in one line.</summary>
    public override string ToString() => $"{Words} Repair: {Repair} [{string.Join("; ", Evidence)}]";
}
