using System.Diagnostics;
using System.Globalization;

namespace NetAudit.Live.Tests.Support;

/// <summary>
/// Processes of a lab: those in whose mount namespace something of the lab's folder is mounted. That holds for a host's daemons, their
/// shims and the containers, and for nothing else. So no other process on the machine is ever killed.
/// </summary>
internal static class OwnProcesses
{
    public static IReadOnlyList<int> Of(string folder) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(Path.GetFileName)
                .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Where(name => MountInfo(name!).Contains(folder + "/", StringComparison.Ordinal))
                .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
                .Where(pid => pid != Environment.ProcessId),
        ];

    /// <summary>Kills the processes, and waits until they have ended.</summary>
    public static async Task KillAsync(string folder)
    {
        for (var round = 0; round < 50; round++)
        {
            var pids = Of(folder);
            if (pids.Count == 0)
            {
                return;
            }

            foreach (var pid in pids)
            {
                Signal(pid, "KILL");
            }

            await Task.Delay(100);
        }
    }

    public static void Signal(int pid, string signal)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true }
        );
        kill!.WaitForExit();
    }

    // A process that ends meanwhile, and a zombie, have no mounts.
    private static string MountInfo(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/mountinfo");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
