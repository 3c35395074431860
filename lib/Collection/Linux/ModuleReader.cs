using NetAudit.Collection.Linux.Files;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>Lists the kernel modules that matter to container networks and are loaded or built in.</summary>
internal static class ModuleReader
{
    private const int LargestList = 1024 * 1024;

    /// <summary>Their names; null if neither /proc/modules nor /sys/module is there.</summary>
    public static IReadOnlyList<string>? Read()
    {
        var listed = BoundedText.Proc("/proc/modules", LargestList);
        if (listed is null && !Directory.Exists("/sys/module"))
        {
            return null;
        }

        var loaded = new HashSet<string>((listed ?? "").Split('\n').Select(line => line.Split(' ')[0]));
        return [.. KernelModules.Told.Where(name => loaded.Contains(name) || Directory.Exists("/sys/module/" + name))];
    }
}
