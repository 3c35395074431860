namespace NetAudit.Drift;

/// <summary>How something differs between two snapshots.</summary>
public enum DriftChange
{
    /// <summary>It is in the second only.</summary>
    Appeared,

    /// <summary>It is in the first only.</summary>
    Went,

    /// <summary>It is in both, and not the same.</summary>
    Changed,

    /// <summary>One of the snapshots doesn't hold the area, so that it can't be compared.</summary>
    NotSeen,
}
