using System.Text.RegularExpressions;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Platform;

/// <summary>All system calls of a run of <see cref="TracedRuns"/>, by thread, from strace.</summary>
internal sealed partial class Tracing
{
    /// <summary>
    /// The calls that are allowed inside a namespace: the intended ones, and those by which the runtime stops its threads.
    /// </summary>
    private static readonly string[] s_allowed =
    [
        "socket",
        "open",
        "openat",
        "futex",
        "rt_sigreturn",
        "rt_sigprocmask",
        "sched_yield",
        "restart_syscall",
        // The runtime may allocate memory at any moment, on any thread. That touches no namespace.
        "mmap",
        "munmap",
        "mprotect",
        "madvise",
    ];

    private const string Opening = @"^(open|openat)\(.*O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)(?!.* = -1 )";

    private const string Changing =
        @"^(creat|mkdir|mknod|unlink|rename|link|symlink|chmod|chown|truncate|mount|umount)(at|at2|2)?\((?!.* = -1 )";

    private Tracing(IReadOnlyDictionary<string, IReadOnlyList<string>> calls) => Calls = calls;

    /// <summary>The calls by thread, in their order: "setns(5, CLONE_NEWNET) = 0".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Calls { get; }

    /// <summary>The number of times that a thread entered a namespace.</summary>
    public int Entries => Visits().Count();

    /// <summary>The reason why tracing isn't possible; null if it is.</summary>
    public static string? WhyNot() => Tool.Find("strace") is null ? "needs strace" : TemporaryNamespace.WhyNot();

    /// <summary>Runs and traces one of the runs.</summary>
    /// <param name="name">The method's name in <see cref="TracedRuns"/>.</param>
    /// <param name="target">The engine's endpoint or the namespace's file.</param>
    public static async Task<Tracing> RunAsync(string name, string target)
    {
        var folder = Directory.CreateTempSubdirectory("netaudit-trace-").FullName;
        try
        {
            string[] run = [Environment.ProcessPath!, "-noColor", "-explicit", "only", "-method", $"{typeof(TracedRuns).FullName}.{name}"];
            var result = await Tool.TryAsync(
                "strace",
                ["-ff", "-qq", "-e", "signal=none", "-o", $"{folder}/t", .. run],
                environment: new Dictionary<string, string> { [TracedRuns.Variable] = target },
                seconds: 240
            );
            Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0", result.OrThrow(), StringComparison.Ordinal);
            var threads = Directory
                .GetFiles(folder)
                .ToDictionary(file => Path.GetExtension(file)[1..], file => (IReadOnlyList<string>)File.ReadAllLines(file));

            // Tools that work in another namespace are separate programs.
            return new(threads.Where(thread => !thread.Value.Any(call => Name(call) == "execve")).ToDictionary());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Calls inside a namespace that had no place there, and threads that didn't leave it.</summary>
    public IReadOnlyList<string> Trespasses() =>
        [
            .. Visits().Where(visit => !visit.IsBack).Select(visit => $"{visit.Thread} did not come back"),
            .. Visits()
                .SelectMany(visit => visit.Inside.Select(call => (visit.Thread, Call: call)))
                .Where(one => !s_allowed.Contains(Name(one.Call)) && !SignalPassedOn().IsMatch(one.Call))
                .Select(one => $"{one.Thread}: {one.Call}"),
        ];

    /// <summary>Files that were opened for writing, made, moved or removed, except for the files that the runtime needs.</summary>
    public IReadOnlyList<string> Writes() =>
        [.. Calls.SelectMany(thread => thread.Value).Where(call => Writing().IsMatch(call) && !OfTheRuntime().IsMatch(call))];

    private IEnumerable<(string Thread, IReadOnlyList<string> Inside, bool IsBack)> Visits()
    {
        foreach (var (thread, calls) in Calls)
        {
            List<string>? inside = null;
            foreach (var call in calls)
            {
                if (Entering().IsMatch(call))
                {
                    if (inside is not null)
                    {
                        yield return (thread, inside, true);
                    }

                    inside = inside is null ? [] : null;
                }
                else
                {
                    inside?.Add(call);
                }
            }

            if (inside is not null)
            {
                yield return (thread, inside, false);
            }
        }
    }

    private static string Name(string call) => call.Split('(')[0];

    // Any thread may receive a signal, such as a child's end. Its handler passes the number to the runtime's own thread.
    [GeneratedRegex(@"^write\(\d+, ""[^""]+"", 1\) += 1$")]
    private static partial Regex SignalPassedOn();

    // Calls that failed changed nothing.
    [GeneratedRegex(Opening + "|" + Changing)]
    private static partial Regex Writing();

    // The runtime's own files: sockets and pipes for diagnostics, memory for code, its terminal, and its threads' entries in /proc.
    [GeneratedRegex("\"(/tmp/(clr-debug-pipe|dotnet-diagnostic|\\.dotnet)|/dev/(null|tty|shm)|/memfd:|/proc/self/)")]
    private static partial Regex OfTheRuntime();

    [GeneratedRegex(@"^setns\(.*\) += 0$")]
    private static partial Regex Entering();
}
