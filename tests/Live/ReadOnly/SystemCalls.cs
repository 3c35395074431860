using System.Text.RegularExpressions;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>The system calls of a program and its children, from strace: files, sockets, signals and namespaces.</summary>
internal sealed partial class SystemCalls
{
    private const string Traced =
        "%file,kill,tkill,tgkill,socket,connect,bind,sendto,sendmsg,setns,unshare,execve,ptrace,init_module,finit_module";

    private readonly IReadOnlyList<IReadOnlyList<string>> _threads;

    private SystemCalls(IReadOnlyList<IReadOnlyList<string>> threads, ToolResult result) => (_threads, Result) = (threads, result);

    /// <summary>The program's own output.</summary>
    public ToolResult Result { get; }

    /// <summary>Files that were opened for writing, made, moved, changed or removed. Calls that failed changed nothing.</summary>
    public IReadOnlyList<string> Writes => [.. Done.Where(call => Writing().IsMatch(call) && !OfTheRuntime().IsMatch(call)).Distinct()];

    /// <summary>The addresses that connections were opened to.</summary>
    public IReadOnlyList<string> Connections =>
        [.. Done.Select(call => Connecting().Match(call)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>Signals to other processes. Signal 0 only asks whether a process exists.</summary>
    public IReadOnlyList<string> Signals => [.. Done.Where(call => Signalling().IsMatch(call))];

    /// <summary>Other changes: kernel modules that were loaded, processes that were traced, and namespaces that were made.</summary>
    public IReadOnlyList<string> Others => [.. Done.Where(call => Other().IsMatch(call))];

    /// <summary>The number of times that threads entered a namespace, and the number of threads that ended in a foreign one.</summary>
    public (int Entered, int Left) Namespaces
    {
        get
        {
            // nsenter is a separate program, which stays in the namespace.
            var visits = _threads
                .Where(calls => !calls.Any(call => call.StartsWith("execve(\"/usr/bin/nsenter", StringComparison.Ordinal)))
                .Select(calls => calls.Count(call => Entering().IsMatch(call)))
                .ToList();
            return (visits.Sum(), visits.Count(count => count % 2 != 0));
        }
    }

    /// <summary>The programs that were started.</summary>
    public IReadOnlyList<string> Programs =>
        [.. Done.Select(call => Starting().Match(call)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct()];

    private IEnumerable<string> Done =>
        _threads.SelectMany(calls => calls).Where(call => !call.Contains(" = -1 ", StringComparison.Ordinal));

    /// <summary>Runs a program under strace.</summary>
    public static async Task<SystemCalls> OfAsync(IEnumerable<string> words)
    {
        Assert.SkipWhen(Tool.Find("strace") is null, "needs strace");
        var folder = Directory.CreateTempSubdirectory("netaudit-calls-").FullName;
        try
        {
            string[] trace = ["strace", "-ff", "-qq", "-s", "300", "-e", "signal=none", "-e", $"trace={Traced}", "-o", $"{folder}/t"];
            var result = await NetAuditProgram.RunAsync([.. trace, .. words]);
            return new([.. Directory.GetFiles(folder).Select(file => (IReadOnlyList<string>)File.ReadAllLines(file))], result);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(
        @"^(open|openat|openat2)\(.*O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)|"
            + @"^(creat|mkdir|mknod|unlink|rename|link|symlink|chmod|fchmod|chown|fchown|lchown|truncate|"
            + @"mount|umount|rmdir|utime|utimes|setxattr)(at|at2|2)?\("
    )]
    private static partial Regex Writing();

    // The runtimes' own files: .NET's sockets and pipes for debuggers, its threads' names, PowerShell's pipe and its startup profile.
    [GeneratedRegex(
        "\"(/tmp/(clr-debug-pipe|dotnet-diagnostic|CoreFxPipe_PSHost)|/proc/self/task/|/dev/(null|tty)|/tmp/\\.cache/powershell/Startup)"
    )]
    private static partial Regex OfTheRuntime();

    [GeneratedRegex(@"^connect\(\d+, \{(.*)\}, \d+\)")]
    private static partial Regex Connecting();

    [GeneratedRegex(@"^(kill|tkill|tgkill)\((?!.*, 0\) )")]
    private static partial Regex Signalling();

    [GeneratedRegex(@"^(ptrace|init_module|finit_module|unshare)\(")]
    private static partial Regex Other();

    [GeneratedRegex(@"^setns\(.*\) += 0$")]
    private static partial Regex Entering();

    [GeneratedRegex("^execve\\(\"([^\"]+)\"")]
    private static partial Regex Starting();
}
