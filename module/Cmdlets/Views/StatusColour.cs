using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>Colours a status for the table views, if the host shows colour.</summary>
public static class StatusColour
{
    private const string Reset = "\u001b[0m";

    /// <summary>The status, in colour if the host shows colour.</summary>
    /// <param name="status">The status or state.</param>
    /// <param name="style">PowerShell's $PSStyle; null in Windows PowerShell, whose tables would count the codes as width.</param>
    /// <param name="host">PowerShell's $Host.</param>
    public static string Of(string? status, object? style, object? host)
    {
        var text = DisplayText.Scrub(status);
        return Colour(text) is { } colour && ShowsColour(style, host) ? colour + text + Reset : text;
    }

    private static string? Colour(string status) =>
        status switch
        {
            "Match" or "Running" => "\u001b[32m",
            "Mismatch" or "Error" => "\u001b[31m",
            "Warning" or "Inconclusive" or "Stopped" or "Leftover" => "\u001b[33m",
            "Outdated" => "\u001b[36m",
            "Information" or "NotInUse" or "NotApplicable" or "Idle" => "\u001b[90m",
            _ => null,
        };

    private static bool ShowsColour(object? style, object? host) =>
        Member(style, "OutputRendering") is { } rendering
        && rendering.ToString() != "PlainText"
        && Member(Member(host, "UI"), "SupportsVirtualTerminal") is true;

    // The API of Windows PowerShell, which this is compiled against, lacks $PSStyle's type.
    private static object? Member(object? value, string name) => value is null ? null : PSObject.AsPSObject(value).Properties[name]?.Value;
}
