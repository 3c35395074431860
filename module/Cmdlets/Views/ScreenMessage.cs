using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>
/// A message for a person and not for a pipeline. It is written as Write-Host does, so that 6&gt; and -InformationAction apply. In
/// netaudit, whose standard output is data, it goes to standard error.
/// </summary>
internal static class ScreenMessage
{
    private const string OwnShell = "netaudit";

    private static readonly string[] s_tags = ["PSHOST"];

    public static void Write(PSCmdlet cmdlet, string text)
    {
        if (cmdlet.Host.Name == OwnShell && !IsUnwanted(cmdlet))
        {
            cmdlet.Host.UI.WriteErrorLine(text);
        }
        else
        {
            cmdlet.WriteInformation(new HostInformationMessage { Message = text }, s_tags);
        }
    }

    private static bool IsUnwanted(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("InformationAction", out var action)
        && action is ActionPreference.Ignore or ActionPreference.SilentlyContinue;
}
