namespace NetAudit.Drift;

/// <summary>How something differs between two snapshots.</summary>
public enum DriftChange
{
    /// <summary>It is in the second only.</summary>
    Added,

    /// <summary>It is in the first only.</summary>
    Removed,

    /// <summary>It is in both, and differs.</summary>
    Changed,

    /// <summary>One of the snapshots lacks the area, so that it can't be compared.</summary>
    NotSeen,
}
