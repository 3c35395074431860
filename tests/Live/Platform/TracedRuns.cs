using System.Runtime.InteropServices;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Probes;

namespace NetAudit.Live.Tests.Platform;

/// <summary>
/// The runs that <see cref="Tracing"/> starts in a process of their own, under strace. They run only if they are selected by name.
/// </summary>
public sealed class TracedRuns
{
    /// <summary>The environment variable with the engine or the namespace's file.</summary>
    public const string Variable = "NETAUDIT_TRACED";

    private static string Target => Environment.GetEnvironmentVariable(Variable)!;

    [Fact(Explicit = true)]
    public async Task An_audit_with_all_probes()
    {
        var (log, cancellation) = (new NullCollectionLog(), TestContext.Current.CancellationToken);
        for (var round = 0; round < 2; round++)
        {
            var host = await LiveHost.CollectAsync(Target, new CollectionOptions { Timeout = TimeSpan.FromMinutes(2) }, log, cancellation);
            var plan = await ProbeRun.PlanAsync(host, [], new ProbeOptions { TotalTimeout = TimeSpan.FromMinutes(2) }, log, cancellation);
            Assert.NotEmpty((await ProbeRun.RunAsync(host, plan, log, cancellation)).Probes!);
        }
    }

    /// <summary>
    /// Works as NetAudit once did, for comparison: the thread stays inside the namespace for its work, and a file is written.
    /// </summary>
    [Fact(Explicit = true)]
    public void Work_inside_a_namespace()
    {
        var thread = new Thread(() =>
        {
            using var home = File.OpenHandle("/proc/thread-self/ns/net");
            using var there = File.OpenHandle(Target);
            _ = SetNamespace(there.DangerousGetHandle().ToInt32(), 0);
            _ = File.ReadAllText("/proc/thread-self/net/dev");
            var started = new Thread(() => Thread.Sleep(10));
            started.Start();
            started.Join();
            _ = SetNamespace(home.DangerousGetHandle().ToInt32(), 0);
        });
        thread.Start();
        thread.Join();
        File.Delete(Path.GetTempFileName());
    }

    [DllImport("libc", EntryPoint = "setns")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNamespace(int descriptor, int type);
}
