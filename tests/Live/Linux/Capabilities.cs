using System.Runtime.InteropServices;

namespace NetAudit.Live.Tests.Linux;

/// <summary>Takes root's capabilities from one thread, as the kernel keeps them per thread.</summary>
internal static class Capabilities
{
    private const uint Version3 = 0x20080522;

    public static void DropOnThisThread()
    {
        uint[] header = [Version3, 0];
        if (Set(header, new uint[6]) != 0)
        {
            throw new InvalidOperationException($"capset: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [DllImport("libc", EntryPoint = "capset", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set([In] uint[] header, [In] uint[] sets);
}
