using System.Globalization;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>Names a process so that no other one, now or later, has the same name: by boot, pid namespace, number and start.</summary>
internal static class ProcessIdentity
{
    /// <summary>This process's; null if the kernel doesn't report it.</summary>
    public static string? OfSelf() =>
        Place() is { } place && Number(NativeFile.LinkTarget("/proc/self")) is { } pid && ProcessTable.Read(pid) is { } self
            ? $"{place}/{pid}/{self.StartTime}"
            : null;

    /// <summary>
    /// Whether the process still runs; null if that is unknown from here: it is another machine's, or another pid namespace's.
    /// </summary>
    public static bool? Runs(string identity) =>
        Place() is { } place
        && identity.StartsWith(place + "/", StringComparison.Ordinal)
        && identity[(place.Length + 1)..].Split('/') is [var number, var start]
        && Number(number) is { } pid
            ? ProcessTable.Read(pid)?.StartTime.ToString(CultureInfo.InvariantCulture) == start
            : null;

    private static string? Place() =>
        BoundedText.Proc("/proc/sys/kernel/random/boot_id", 128)?.Trim() is { Length: > 0 } boot
        && NativeFile.LinkTarget("/proc/self/ns/pid") is { } pids
            ? $"{boot}/{pids}"
            : null;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
