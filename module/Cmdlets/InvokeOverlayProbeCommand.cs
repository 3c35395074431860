using System.Management.Automation;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Probes.Trials;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Invoke-OverlayProbe: sends packets from inside containers, and returns what each one showed.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "OverlayProbe", DefaultParameterSetName = DockerHostSet, SupportsShouldProcess = true)]
[OutputType(typeof(OverlayProbe), typeof(string), typeof(HostSnapshot))]
public sealed class InvokeOverlayProbeCommand : NetworkMakingCmdlet
{
    private IReadOnlyList<string> _checks = [];

    /// <summary>Checks to make; wildcards are allowed. Without this parameter, all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckCompleter))]
    public string[]? Check { get; set; }

    /// <summary>Solutions to probe; wildcards are allowed. Without this parameter, those found.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Solution { get; set; }

    /// <summary>Returns the host's snapshot with the records in it, to export or audit it.</summary>
    [Parameter]
    public SwitchParameter AsSnapshot { get; set; }

    private readonly HashSet<string> _from = new(StringComparer.Ordinal);
    private int _steps;
    private int _trials;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        SolutionChoice.Check(this, Solution);
        var known = ProbeRun.Checks;
        foreach (var name in (Check ?? []).Where(name => !known.Any(new NameFilter([name]).Matches)))
        {
            ThrowTerminatingError(
                Errors.Record(
                    "CheckUnknown",
                    ErrorCategory.InvalidArgument,
                    $"There is no check '{name}'. There are: {string.Join(", ", known)}.",
                    name,
                    $"Name one of these: {string.Join(", ", known)}. Wildcards are allowed."
                )
            );
        }

        _checks = [.. known.Where(new NameFilter(Check).Keeps)];
    }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        IReadOnlyList<string> solutions =
        [
            .. host.Footprints.Select(footprint => footprint.Solution).Where(new NameFilter(Solution).Keeps),
        ];
        var probed = SendProbes(host.Snapshot, _checks, solutions, IsWanted, trial => IsWantedTrial(host.Snapshot, trial));
        return probed is null ? []
            : AsSnapshot ? [probed]
            : HostAudit.Probes(probed with { Probes = [.. (probed.Probes ?? []).Skip(host.Snapshot.Probes?.Count ?? 0)] });
    }

    /// <summary>For -WhatIf: the amount, after the list.</summary>
    private protected override void End()
    {
        if (
            _steps + _trials > 0
            && MyInvocation.BoundParameters.TryGetValue("WhatIf", out var whatIf)
            && ((SwitchParameter)whatIf).IsPresent
        )
        {
            var networks = _trials == 0 ? "" : $", and {Counted.Say(_trials, "trial")} with networks made on the engine";
            ScreenMessage.Write(
                this,
                $"What if, in all: {Counted.Say(_steps, "step")} that send packets from {Counted.Say(_from.Count, "container")}{networks}."
            );
        }
    }

    private bool IsWantedTrial(HostSnapshot host, NetworkTrial trial)
    {
        _trials++;
        var action = $"try {trial.Check} of {trial.Solution}: {PlannedProbe.Summarize(trial)}";
        return ShouldProcess(DisplayText.Scrub($"{host.Host}, {host.Source}"), DisplayText.Scrub(action));
    }

    private bool IsWanted(ProbeStep step)
    {
        _steps++;
        var planned = PlannedProbe.Create(step);
        _ = _from.Add(planned.From);
        var to = planned.Network is null ? planned.To : $"{planned.To}, network {planned.Network}";
        return ShouldProcess(DisplayText.Scrub(to), DisplayText.Scrub($"send {planned.Sent} from {planned.From}"));
    }
}
