using NetAudit.Aspects;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Audit;

/// <summary>One aspect of a solution on a host, compared with the cell of an edition.</summary>
internal sealed record AuditResult
{
    /// <summary>The edition.</summary>
    public required Edition Edition { get; init; }

    /// <summary>Its cell.</summary>
    public required Cell Cell { get; init; }

    /// <summary>Whether the solution was found on the host; else its plain networking stands for it.</summary>
    public required bool IsFound { get; init; }

    /// <summary>What the solution has on the host.</summary>
    public required Footprint Footprint { get; init; }

    /// <summary>What was seen of the aspect.</summary>
    public required Observation Observation { get; init; }

    /// <summary>How the two compare.</summary>
    public required FeatureStatus Status { get; init; }

    /// <summary>The cell of today's edition; null if that has none.</summary>
    public Cell? CellToday { get; init; }

    /// <summary>Findings that explain what it shows.</summary>
    public IReadOnlyList<RowCause> Causes { get; init; } = [];

    /// <summary>How today's cell and what was seen compare; null if there is none.</summary>
    public FeatureStatus? Today { get; init; }
}
