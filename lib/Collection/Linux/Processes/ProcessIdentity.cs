using System.Globalization;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>
/// Identifies a process by boot, pid namespace, number and start, so that no other process, now or later, has the same identity.
/// </summary>
internal static class ProcessIdentity
{
    /// <summary>This process's identity; null if the kernel doesn't report it.</summary>
    public static string? OfSelf() =>
        Place() is { } place && Number(NativeFile.LinkTarget("/proc/self")) is { } pid && ProcessTable.Read(pid) is { } self
            ? $"{place}/{pid}/{self.StartTime}"
            : null;

    /// <summary>
    /// Whether the process still runs; null if that is unknown here, because it is on another machine or in another pid namespace.
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
