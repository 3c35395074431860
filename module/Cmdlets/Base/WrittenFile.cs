using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>A written file as Get-Item returns it: with size, and on Unix with owner and mode.</summary>
internal static class WrittenFile
{
    public static object Of(PSCmdlet cmdlet, string path)
    {
        try
        {
            return cmdlet.InvokeProvider.Item.Get([path], force: true, literalPath: true).FirstOrDefault() ?? (object)new FileInfo(path);
        }
        catch (Exception error) when (error is ItemNotFoundException or ProviderInvocationException or NotSupportedException)
        {
            return new FileInfo(path);
        }
    }
}
