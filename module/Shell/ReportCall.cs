namespace NetAudit.Shell;

/// <summary>netaudit report: findings and the audit of the same hosts, as reports.</summary>
internal static class ReportCall
{
    public static string Of(IReadOnlyList<string> words)
    {
        var files = words.TakeWhile(word => !word.StartsWith('-')).ToList();
        var hosts = words.Skip(files.Count).ToList();
        string[] rows = files.Any(IsPage) ? ["Get-OverlaySolution", "Get-OverlayTopology"] : [];
        string[] commands = ["Get-OverlayFinding", "Get-OverlayFeature", .. rows];
        var export = files.Count == 0 ? "Export-OverlayReport" : GateCall.Of("Export-OverlayReport -Path", files);
        // Without "throw", a command that fails completely would replace a good report with an empty one.
        var calls = string.Join("; ", commands.Select(command => GateCall.Of(command, hosts)));
        return $"& {{ try {{ {calls} }} catch {{ throw }} }} | {export}";
    }

    /// <summary>Whether the file is a page; only a page shows the topology.</summary>
    private static bool IsPage(string file) =>
        file.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);
}
