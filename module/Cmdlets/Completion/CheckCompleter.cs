using NetAudit.Probes;

namespace NetAudit.PowerShell;

/// <summary>Completes the checks of a probe.</summary>
public sealed class CheckCompleter : NameCompleter
{
    private protected override IEnumerable<(string Id, string Tip)> Names(string? edition) => ProbeRun.Checks.Select(check => (check, ""));
}
