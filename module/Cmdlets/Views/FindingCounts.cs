using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.PowerShell;

/// <summary>
/// The line below findings: their number, and how much was examined. It distinguishes "nothing is wrong" from "nothing was seen". Hosts are
/// counted as they come, and none is kept.
/// </summary>
internal sealed class FindingCounts
{
    private const int MostHosts = 5;

    private readonly List<string> _clean = [];
    private readonly HashSet<string> _looked = [];
    private readonly HashSet<string> _blind = [];
    private readonly Dictionary<Severity, int> _severities = [];
    private string _only = "";

    /// <summary>How many hosts were examined.</summary>
    public int Hosts { get; private set; }

    /// <summary>Whether one of them has a finding.</summary>
    public bool Any => _clean.Count < Hosts;

    /// <summary>Counts one more host.</summary>
    public void Add(ExaminedHost host)
    {
        Hosts++;
        _only = host.Host;
        if (host.Findings.Count == 0)
        {
            _clean.Add(host.Host);
        }

        _looked.UnionWith(host.Looked);
        _blind.UnionWith(host.NotLooked.Select(lack => lack.Rule));
        Count(host.Findings);
    }

    /// <summary>The line.</summary>
    /// <param name="together">Findings that only several hosts show together.</param>
    /// <param name="narrowed">Whether only some findings were requested.</param>
    public string Words(IReadOnlyList<OverlayFinding> together, bool narrowed)
    {
        Count(together);
        var who = Hosts == 1 ? _only : $"{Hosts} hosts";
        return $"{who}: {Counts(narrowed)}{Clean(together)}. {Looked()}";
    }

    private void Count(IReadOnlyList<OverlayFinding> findings)
    {
        foreach (var finding in findings)
        {
            _severities[finding.Severity] = _severities.TryGetValue(finding.Severity, out var count) ? count + 1 : 1;
        }
    }

    private string Counts(bool narrowed)
    {
        var counts = new[] { Severity.Error, Severity.Warning, Severity.Information }
            .Where(_severities.ContainsKey)
            .Select(severity => $"{_severities[severity]} {severity}")
            .ToList();
        return counts.Count > 0 ? string.Join(", ", counts)
            : narrowed ? "no such findings"
            : "no findings";
    }

    /// <summary>Which of several hosts have no finding.</summary>
    private string Clean(IReadOnlyList<OverlayFinding> together)
    {
        var concerned = new HashSet<string>(together.SelectMany(finding => finding.Hosts));
        var clean = _clean.Where(host => !concerned.Contains(host)).ToList();
        return Hosts == 1 || clean.Count == 0 || clean.Count == Hosts ? ""
            : clean.Count <= MostHosts ? $"; none on {string.Join(", ", clean)}"
            : $"; none on {clean.Count} of them";
    }

    private string Looked() =>
        _blind.Count == 0 ? $"{Ran}.{Comparing}"
        : Hosts == 1 ? $"{Ran}, {_blind.Count} could not run: -Verbose says which, and why.{Comparing}"
        : $"{Ran}, {_blind.Count} could not run on some hosts: -Verbose says which, and why.";

    /// <summary>The note on rules that compare hosts. They are in neither number, as no gap on a host keeps them from running.</summary>
    private string Comparing => Hosts == 1 ? " Rules that compare hosts need several in one call." : "";

    /// <summary>The number of rules that ran. They are called NetAudit's, as firewall rules are named beside them.</summary>
    private string Ran => $"NetAudit ran {_looked.Count} of its rules";
}
