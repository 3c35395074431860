using System.Management.Automation;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlayFinding: what is broken on hosts, will break, or is worth knowing.</summary>
[Cmdlet(VerbsCommon.Get, "OverlayFinding", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlayFinding), typeof(OverlayFindingSummary), typeof(string))]
public sealed class GetOverlayFindingCommand : HostCmdlet
{
    private readonly FindingCounts _counts = new();
    private readonly ExaminedHosts _together = new();
    private IReadOnlyList<OverlayFinding> _shared = [];
    private NameFilter _rules = new(null);

    /// <summary>Only findings of these rules, by id; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleCompleter))]
    public string[]? Rule { get; set; }

    /// <summary>Only findings of these severities.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Severity[]? Severity { get; set; }

    /// <summary>
    /// Only findings about these solutions; wildcards are allowed. Findings of plain Docker and of the host itself are about none.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Solution { get; set; }

    /// <summary>Returns one row per host instead: how many findings, which rules ran, which could not, and what they lacked.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        SolutionChoice.Check(this, Solution);
        foreach (var name in Rule ?? [])
        {
            if (!HostAudit.Rules.Any(new NameFilter([name]).Matches))
            {
                var near = HostAudit.Rules.Where(rule => rule.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0).ToList();
                var hint = near.Count == 0 ? "" : $" Rules with that text: {string.Join(", ", near)}.";
                ThrowTerminatingError(
                    Errors.Record(
                        "RuleUnknown",
                        ErrorCategory.InvalidArgument,
                        $"There is no rule '{name}'.{hint}",
                        name,
                        $"Name one of these: {string.Join(", ", near.Count == 0 ? HostAudit.Rules : near)}. Wildcards are allowed. "
                            + $"Get-Help about_NetAudit_Findings lists all rules, and the fault that each finds."
                    )
                );
            }
        }

        _rules = new NameFilter(Rule);
    }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        var examined = Narrow(_together.Add(host));
        foreach (var fact in examined.NotLooked.GroupBy(lack => lack.Lacks))
        {
            WriteVerbose(
                DisplayText.Scrub(
                    $"{host.Snapshot.Host}: {fact.Key} not seen, so these rules could not run: "
                        + $"{string.Join(", ", fact.Select(lack => lack.Rule))}"
                )
            );
        }

        _counts.Add(examined);
        return Summary ? [examined.Summary] : examined.Findings;
    }

    /// <inheritdoc />
    protected override IEnumerable<object> RowsOfAll()
    {
        _shared = Summary ? [] : [.. _together.FindTogether().Where(IsAsked)];
        return _shared;
    }

    private protected override void End()
    {
        if (!Summary && !AsJson && _counts.Hosts > 0 && ShownRows.Are(this))
        {
            var words = _counts.Words(_shared, Rule is not null || Severity is not null || Solution is not null);
            ScreenMessage.Write(this, (_counts.Any ? "\n" : "") + DisplayText.Scrub(words));
        }
    }

    private protected override string WithoutKernel => "rules that need it could not run";

    private ExaminedHost Narrow(ExaminedHost host) =>
        host with
        {
            Findings = [.. host.Findings.Where(IsAsked)],
            Looked = [.. host.Looked.Where(_rules.Keeps)],
            NotLooked = [.. host.NotLooked.Where(lack => _rules.Keeps(lack.Rule))],
        };

    private bool IsAsked(OverlayFinding finding) =>
        _rules.Keeps(finding.Rule) && IsAsked(finding.Severity) && new NameFilter(Solution).Keeps(finding.Solution);

    private bool IsAsked(Severity severity) => Severity is null || Severity.Contains(severity);
}
