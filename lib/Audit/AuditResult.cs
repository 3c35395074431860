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

    /// <summary>Whether the solution was found on the host. If not, the host's plain networking is compared.</summary>
    public required bool IsFound { get; init; }

    /// <summary>The solution's footprint on the host.</summary>
    public required Footprint Footprint { get; init; }

    /// <summary>The observation of the aspect.</summary>
    public required Observation Observation { get; init; }

    /// <summary>The result of comparing the observation with the cell.</summary>
    public required FeatureStatus Status { get; init; }

    /// <summary>The cell of today's edition; null if that has none.</summary>
    public Cell? CellToday { get; init; }

    /// <summary>Findings that explain the result.</summary>
    public IReadOnlyList<RowCause> Causes { get; init; } = [];

    /// <summary>The result of comparing the observation with today's cell; null if there is no such cell.</summary>
    public FeatureStatus? Today { get; init; }
}
