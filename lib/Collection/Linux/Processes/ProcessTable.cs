using System.Globalization;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>A process as /proc shows it.</summary>
internal sealed record ProcessEntry
{
    public required int Pid { get; init; }

    /// <summary>The kernel's name for it, 15 characters at most.</summary>
    public required string Name { get; init; }

    /// <summary>When it started, in ticks since boot.</summary>
    public ulong StartTime { get; init; }

    /// <summary>Its network namespace ("net:[4026531840]"), or null if that takes root.</summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>Ids of the containers it is in, outermost first.</summary>
    public IReadOnlyList<string> ContainerIds { get; init; } = [];
}

/// <summary>What /proc/PID/stat says of a process.</summary>
/// <param name="Name">The kernel's name for it.</param>
/// <param name="Started">When it started, in ticks since boot.</param>
/// <param name="IsOfKernel">Whether it is a thread of the kernel's own.</param>
internal sealed record ProcessStat(string Name, ulong Started, bool IsOfKernel);

/// <summary>The processes of this machine, as far as this process's pid namespace and /proc show them.</summary>
internal static class ProcessTable
{
    /// <summary>More processes than any host runs, and still read within seconds.</summary>
    private const int MostProcesses = 65_536;

    private const int LongestCommandLine = 64 * 1024;

    // PF_KTHREAD.
    private const ulong KernelThread = 0x0020_0000;

    /// <summary>Reads all processes but the kernel's own threads, which have neither sockets nor containers.</summary>
    public static IReadOnlyList<ProcessEntry> Scan(CancellationToken cancellationToken)
    {
        // On all cores: each process takes a few system calls, and a crowded host has thousands.
        var pids = Pids().Take(MostProcesses).ToList();
        var processes = new ProcessEntry?[pids.Count];
        Parallel.For(
            0,
            pids.Count,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            at => processes[at] = Stat(pids[at]) is { IsOfKernel: false } stat ? Read(pids[at], stat) : null
        );
        return [.. processes.OfType<ProcessEntry>()];
    }

    private static IEnumerable<int> Pids()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            {
                yield return pid;
            }
        }
    }

    /// <summary>Reads one process; null if it has ended.</summary>
    public static ProcessEntry? Read(int pid) => Stat(pid) is { } stat ? Read(pid, stat) : null;

    private static ProcessEntry Read(int pid, ProcessStat stat) =>
        new()
        {
            Pid = pid,
            Name = stat.Name,
            StartTime = stat.Started,
            NetworkNamespace = NativeFile.LinkTarget($"/proc/{pid}/ns/net"),
            ContainerIds = ContainerCgroup.Ids(BoundedText.Proc($"/proc/{pid}/cgroup", 32 * 1024) ?? ""),
        };

    /// <summary>Whether a process still runs. Its number may have been given to another process, which started later.</summary>
    public static bool IsStill(ProcessEntry process) => Stat(process.Pid)?.Started == process.StartTime;

    private static ProcessStat? Stat(int pid)
    {
        // "407 (some name) S 1 407 ...": the name can hold brackets and spaces, so fields are counted from the last one.
        var stat = BoundedText.Proc($"/proc/{pid}/stat", 2048);
        var (open, close) = (stat?.IndexOf('(') ?? -1, stat?.LastIndexOf(')') ?? -1);
        if (stat is null || open < 0 || close < open)
        {
            return null;
        }

        var fields = stat[(close + 1)..].Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return new ProcessStat(stat[(open + 1)..close], Number(19), (Number(6) & KernelThread) != 0);

        ulong Number(int field) =>
            ulong.TryParse(fields.ElementAtOrDefault(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>A process's program and arguments; empty for kernel threads and ended ones.</summary>
    public static IReadOnlyList<string> CommandLine(int pid)
    {
        var text = BoundedText.Proc($"/proc/{pid}/cmdline", LongestCommandLine) ?? "";
        return text.Length == 0 ? [] : text.TrimEnd('\0').Split('\0');
    }
}
