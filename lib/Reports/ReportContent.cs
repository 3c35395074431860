using NetAudit.Drift;
using NetAudit.Gate;
using NetAudit.Rows;
using NetAudit.Topology;

namespace NetAudit.Reports;

/// <summary>The content of a report: rows of an audit, findings, differences, and the findings of a gate if there was one.</summary>
public sealed record ReportContent
{
    /// <summary>Rows of the audit, compared with an edition; may be empty.</summary>
    public IReadOnlyList<OverlayFeature> Features { get; init; } = [];

    /// <summary>Findings: what is broken on the hosts, will break, or is worth knowing; may be empty.</summary>
    public IReadOnlyList<OverlayFinding> Findings { get; init; } = [];

    /// <summary>Differences between two snapshots; may be empty.</summary>
    public IReadOnlyList<OverlayDrift> Drift { get; init; } = [];

    /// <summary>The solutions on the hosts; may be empty.</summary>
    public IReadOnlyList<OverlaySolution> Solutions { get; init; } = [];

    /// <summary>Rows of probes; may be empty.</summary>
    public IReadOnlyList<OverlayProbe> Probes { get; init; } = [];

    /// <summary>Rows of measured paths; may be empty.</summary>
    public IReadOnlyList<OverlayPath> Paths { get; init; } = [];

    /// <summary>The hosts' topology; null if the report doesn't show it. Only the format Html draws it.</summary>
    public OverlayTopology? Topology { get; init; }

    /// <summary>The gate's findings; null if there was no gate.</summary>
    public IReadOnlyList<GateFinding>? Gate { get; init; }

    /// <summary>The gate's checks, whether they passed or not; without them, its findings alone are cases.</summary>
    public IReadOnlyList<GateCheck> Checks { get; init; } = [];

    /// <summary>
    /// The expectation file, as a path relative to the folder that the report's readers start from; "" if there was none.
    /// </summary>
    public string ExpectationFile { get; init; } = "";

    /// <summary>When a host's newest facts were collected; null if that isn't known.</summary>
    internal DateTime? CollectedFrom(string host)
    {
        var times = Features
            .Where(row => row.Host == host)
            .Select(row => row.CollectedAt)
            .Concat(Findings.Where(finding => finding.Host == host).Select(finding => finding.CollectedAt))
            .ToList();
        return times.Count == 0 ? null : times.Max();
    }
}
