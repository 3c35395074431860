namespace NetAudit.Shell;

/// <summary>
/// netaudit compare: the differences, a report of them if one is requested, and an exit code that shows whether there are any.
/// </summary>
internal static class CompareCall
{
    private const string Report = "-ReportPath";

    public static string Of(IReadOnlyList<string> words)
    {
        var (own, report) = Split(words);
        var export = report.Count == 0 ? "" : $"$null = $drift | {GateCall.Of("Export-OverlayReport -Path", report)}; ";
        return $"$drift = @(Compare-OverlaySnapshot {string.Join(' ', own.Select(word => ScriptCall.Word(ScriptCall.Option(word))))}); "
            + $"$drift; {export}"
            + "if (@($drift | Where-Object { $_ -isnot [string] -and $_.Change -ne 'NotSeen' }).Count) { exit 2 } "
            + "elseif (@($drift | Where-Object { $_ -isnot [string] }).Count) { exit 3 } "
            + "elseif (@($drift | Where-Object { $_ -match '\\{' }).Count) { exit 2 }";
    }

    /// <summary>Splits the words into those of the comparison and the files of a report.</summary>
    private static (IReadOnlyList<string> Own, IReadOnlyList<string> Report) Split(IReadOnlyList<string> words)
    {
        var own = new List<string>();
        var report = new List<string>();
        var into = own;
        foreach (var word in words)
        {
            if (ScriptCall.Option(word).Equals(Report, StringComparison.OrdinalIgnoreCase))
            {
                into = report;
            }
            else
            {
                into = word.StartsWith('-') ? own : into;
                into.Add(word);
            }
        }

        return (own, report);
    }
}
