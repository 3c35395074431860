using System.Diagnostics;
using System.Globalization;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Faults;

/// <summary>A run of netaudit, with the most memory that it had.</summary>
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

    /// <summary>The kernel keeps the high-water mark as long as the process lives: the last look is the most.</summary>
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
            return null; // It has ended.
        }
    }
}
