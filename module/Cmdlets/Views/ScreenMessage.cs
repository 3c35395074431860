using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>What a person is to see, and no pipeline gets: as Write-Host does it, so that 6&gt; and -InformationAction work on it.</summary>
internal static class ScreenMessage
{
    private static readonly string[] s_tags = ["PSHOST"];

    public static void Write(Cmdlet cmdlet, string text) => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, s_tags);
}
