using System.Diagnostics;
using System.Globalization;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Faults;

/// <summary>A run of netaudit with its peak memory.</summary>
internal sealed record MeasuredRun(ShellRun Run, long MostKilobytes, TimeSpan Took)
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(5);

    public static async Task<MeasuredRun> Of(params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var process = ShellRun.Start("dotnet", [Repository.Shell, .. arguments]);
        var most = Watch(process.Id, TestContext.Current.CancellationToken);
        var run = await ShellRun.Of(process);
        return new MeasuredRun(run, await most, clock.Elapsed);
    }

    /// <summary>Returns the peak memory. The kernel keeps it as long as the process lives, so the last reading is the highest.</summary>
    private static async Task<long> Watch(int id, CancellationToken cancellationToken)
    {
        var most = 0L;
        while (Read(id) is { } now)
        {
            most = Math.Max(most, now);
            await Task.Delay(s_between, cancellationToken);
        }

        return most;
    }

    private static long? Read(int id)
    {
        const string Name = "VmHWM:";
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(text => text.StartsWith(Name, StringComparison.Ordinal));
            return line is null
                ? null
                : long.Parse(line[Name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // The process has ended.
        }
    }
}
