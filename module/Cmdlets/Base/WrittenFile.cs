using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>A file that was written, as Get-Item gives it: with size, owner and mode where the engine shows them.</summary>
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
