using System.Runtime.InteropServices;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>This process.</summary>
internal static class Self
{
    /// <summary>This process's network namespace.</summary>
    public static string? NetworkNamespace => NativeFile.LinkTarget("/proc/self/ns/net");

    /// <summary>Whether this process has root's rights, judged by its user ID alone: the kernel may still refuse a right.</summary>
    public static bool IsRoot => geteuid() == 0;

    /// <summary>Whether a process is known to be in our pid namespace.</summary>
    public static bool SharesPids(int pid) =>
        NativeFile.LinkTarget($"/proc/{pid}/ns/pid") is { } theirs && theirs == NativeFile.LinkTarget("/proc/self/ns/pid");

    [DllImport("libc")]
    private static extern uint geteuid();
}
