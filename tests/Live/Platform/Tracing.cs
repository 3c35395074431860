using System.Text.RegularExpressions;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Platform;

/// <summary>All system calls of a run of <see cref="TracedRuns"/>, thread by thread, as strace shows them.</summary>
internal sealed partial class Tracing
{
    /// <summary>What may happen inside: the calls that it is entered for, and what the runtime's stopping of threads needs.</summary>
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
        // The runtime's memory: it may be given some at any moment, on any thread, and no namespace is touched by it.
        "mmap",
        "munmap",
        "mprotect",
        "madvise",
    ];

    private const string Opening = @"^(open|openat)\(.*O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)(?!.* = -1 )";

    private const string Changing =
        @"^(creat|mkdir|mknod|unlink|rename|link|symlink|chmod|chown|truncate|mount|umount)(at|at2|2)?\((?!.* = -1 )";

    private Tracing(IReadOnlyDictionary<string, IReadOnlyList<string>> calls) => Calls = calls;

    /// <summary>By thread, in their order: "setns(5, CLONE_NEWNET) = 0".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Calls { get; }

    /// <summary>How often a namespace was entered.</summary>
    public int Entries => Visits().Count();

    /// <summary>Why there is none, or null.</summary>
    public static string? WhyNot() => Tool.Find("strace") is null ? "needs strace" : TemporaryNamespace.WhyNot();

    /// <summary>Runs one.</summary>
    /// <param name="name">The method's name in <see cref="TracedRuns"/>.</param>
    /// <param name="target">The engine or file.</param>
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

            // Tools that work in another namespace are programs of their own.
            return new(threads.Where(thread => !thread.Value.Any(call => Name(call) == "execve")).ToDictionary());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Calls that a thread made inside a namespace though it had no business there, and threads that did not come back.</summary>
    public IReadOnlyList<string> Trespasses() =>
        [
            .. Visits().Where(visit => !visit.IsBack).Select(visit => $"{visit.Thread} did not come back"),
            .. Visits()
                .SelectMany(visit => visit.Inside.Select(call => (visit.Thread, Call: call)))
                .Where(one => !s_allowed.Contains(Name(one.Call)) && !SignalPassedOn().IsMatch(one.Call))
                .Select(one => $"{one.Thread}: {one.Call}"),
        ];

    /// <summary>Files that were opened for writing, made, moved or removed, but for what the runtime needs for itself.</summary>
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

    // A signal (a child's end, for instance) is any thread's; its handler tells the runtime's own thread its number.
    [GeneratedRegex(@"^write\(\d+, ""[^""]+"", 1\) += 1$")]
    private static partial Regex SignalPassedOn();

    // Those that failed changed nothing.
    [GeneratedRegex(Opening + "|" + Changing)]
    private static partial Regex Writing();

    // Its diagnostics' sockets and pipes, its memory for code, its terminal, and what it tells the kernel of its own threads.
    [GeneratedRegex("\"(/tmp/(clr-debug-pipe|dotnet-diagnostic|\\.dotnet)|/dev/(null|tty|shm)|/memfd:|/proc/self/)")]
    private static partial Regex OfTheRuntime();

    [GeneratedRegex(@"^setns\(.*\) += 0$")]
    private static partial Regex Entering();
}
