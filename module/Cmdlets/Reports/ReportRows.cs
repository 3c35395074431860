using NetAudit.Drift;
using NetAudit.Matrix;
using NetAudit.Reports;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using NetAudit.Topology;

namespace NetAudit.PowerShell;

/// <summary>The pipeline's input for a report, by kind. A snapshot stands for all rows of its host.</summary>
internal sealed class ReportRows
{
    private readonly List<OverlayFeature> _features = [];
    private readonly List<OverlayFinding> _findings = [];
    private readonly List<OverlaySolution> _solutions = [];
    private readonly List<OverlayDrift> _drift = [];
    private readonly List<OverlayProbe> _probes = [];
    private readonly List<OverlayPath> _paths = [];
    private readonly List<OverlayTopology> _topologies = [];
    private readonly List<HostContext> _hosts = [];

    /// <summary>How many rows came.</summary>
    public int Count =>
        _features.Count
        + _findings.Count
        + _solutions.Count
        + _drift.Count
        + _probes.Count
        + _paths.Count
        + _topologies.Count
        + _hosts.Count;

    /// <summary>Adds a row; false if reports have no place for its kind.</summary>
    public bool Take(object row)
    {
        switch (row)
        {
            case OverlayFeature feature:
                _features.Add(feature);
                return true;
            case OverlayFinding finding:
                _findings.Add(finding);
                return true;
            case OverlaySolution solution:
                _solutions.Add(solution);
                return true;
            case OverlayDrift drift:
                _drift.Add(drift);
                return true;
            case OverlayProbe probe:
                _probes.Add(probe);
                return true;
            case OverlayPath path:
                _paths.Add(path);
                return true;
            case OverlayTopology topology:
                _topologies.Add(topology);
                return true;
            case HostSnapshot snapshot:
                _hosts.Add(HostContext.Create(snapshot));
                return true;
            default:
                return false;
        }
    }

    public ReportContent ToContent()
    {
        var edition = Editions.Load(Editions.Default);
        var examined = new ExaminedHosts();
        var findings = _hosts.SelectMany(host => examined.Add(host).Findings).ToList();
        return new ReportContent
        {
            Features = [.. _features, .. _hosts.SelectMany(host => HostAudit.Compare(host, edition, [], []))],
            Findings = [.. _findings, .. findings, .. examined.FindTogether()],
            Solutions = [.. _solutions, .. _hosts.SelectMany(HostAudit.FindSolutions)],
            Drift = _drift,
            Probes = [.. _probes, .. _hosts.SelectMany(host => HostAudit.Probes(host.Snapshot))],
            Paths = _paths,
            Topology = _hosts.Count > 0 ? OverlayTopology.Create(_hosts) : _topologies.LastOrDefault(),
        };
    }
}
