namespace NetAudit.Shell;

/// <summary>netaudit report: findings and the audit of the same hosts, as reports.</summary>
internal static class ReportCall
{
    public static string Of(IReadOnlyList<string> words)
    {
        var files = words.TakeWhile(word => !word.StartsWith('-')).ToList();
        var hosts = words.Skip(files.Count).ToList();
        var export = files.Count == 0 ? "Export-OverlayReport" : GateCall.Of("Export-OverlayReport -Path", files);
        return $"& {{ {GateCall.Of("Get-OverlayFinding", hosts)}; {GateCall.Of("Get-OverlayFeature", hosts)} }} | {export}";
    }
}
