using System.Diagnostics;
using System.Globalization;
using NetAudit.Collection;
using NetAudit.Rows;

namespace NetAudit.Benchmarks.Rows;

/// <summary>The work that runs in a process of its own, so that its peak memory includes nothing else.</summary>
internal static class Child
{
    /// <summary>Starts a process; returns its peak memory in MB.</summary>
    public static async Task<double> MeasureAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["child", .. arguments]) { RedirectStandardOutput = true }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    public static int Run(IReadOnlyList<string> arguments)
    {
        object? kept = null;
        foreach (var path in arguments.Skip(1))
        {
            var host = RecordedHost.Read(path, CancellationToken.None);
            kept = arguments[0] == "findings" ? HostAudit.Findings(host).Count : host;
        }

        var most = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        GC.KeepAlive(kept);
        Console.WriteLine(double.Parse(most[6..^2], CultureInfo.InvariantCulture) / 1024);
        return 0;
    }
}
