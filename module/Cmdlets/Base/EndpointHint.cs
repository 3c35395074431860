using System.Management.Automation;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>
/// Suggests what a -DockerHost that isn't an endpoint was meant to be: a name for another parameter, or an object of another kind.
/// </summary>
internal static class EndpointHint
{
    /// <summary>Parameters that take a name, the likeliest first.</summary>
    private static readonly string[] s_names = ["Name", "Container", "Rule", "Aspect", "Check", "Network"];

    /// <summary>The error with a remedy for this cmdlet.</summary>
    public static ErrorRecord Record(PSCmdlet cmdlet, NetAuditException error)
    {
        var record = Errors.Record(error);
        if (error.Error == NetAuditError.EndpointInvalid && Hint(cmdlet, error.Target) is { } hint)
        {
            var rest = cmdlet.MyInvocation.ExpectingInput ? "" : " " + record.ErrorDetails.RecommendedAction;
            record.ErrorDetails.RecommendedAction = DisplayText.Scrub(hint) + rest;
        }

        return record;
    }

    private static string? Hint(PSCmdlet cmdlet, string written)
    {
        var call = cmdlet.MyInvocation;
        if (call.ExpectingInput)
        {
            return "The pipeline takes endpoints and snapshots, no rows: pipe in what Import-OverlaySnapshot gives, or name recorded "
                + "hosts with -Path.";
        }

        var name = s_names.FirstOrDefault(call.MyCommand.Parameters.ContainsKey);
        return name is null || written.IndexOfAny(['/', ':', '\\']) >= 0 ? null : $"To pick by name: -{name} {Quoted(written)}.";
    }

    private static string Quoted(string text) => text.Any(char.IsWhiteSpace) ? $"'{text.Replace("'", "''")}'" : text;
}
