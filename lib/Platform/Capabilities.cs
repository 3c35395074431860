using System.Runtime.InteropServices;

namespace NetAudit.Platform;

/// <summary>The capabilities in effect on this thread.</summary>
internal static class Capabilities
{
    /// <summary>_LINUX_CAPABILITY_VERSION_3: two sets of three words for 64 capabilities.</summary>
    private const uint Version = 0x20080522;

    /// <summary>The kernel's name, as man pages, systemd and Docker write it.</summary>
    public static string Name(this Capability capability) =>
        capability switch
        {
            Capability.DacReadSearch => "CAP_DAC_READ_SEARCH",
            Capability.NetAdmin => "CAP_NET_ADMIN",
            Capability.NetRaw => "CAP_NET_RAW",
            Capability.SysPtrace => "CAP_SYS_PTRACE",
            _ => "CAP_SYS_ADMIN",
        };

    /// <summary>Whether this thread has one; false if the kernel doesn't answer.</summary>
    public static bool Has(Capability capability)
    {
        uint[] header = [Version, 0];
        var sets = new uint[6];
        return Get(header, sets) == 0 && (sets[0] & (1u << (int)capability)) != 0;
    }

    [DllImport("libc", EntryPoint = "capget")]
    private static extern int Get([In] uint[] header, [Out] uint[] sets);
}
