using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Paths;

/// <summary>The same figures from the usual programs: iputils' ping and iperf3.</summary>
/// <param name="From">The sender's namespace.</param>
/// <param name="To">The receiver's namespace.</param>
/// <param name="Target">The receiver's address.</param>
internal sealed partial record OtherTools(string From, string To, string Target)
{
    /// <summary>The programs that aren't installed; null if both are.</summary>
    public static string? Missing { get; } =
        File.Exists("/usr/bin/iperf3") && File.Exists("/usr/bin/ping") ? null : "needs iperf3 and iputils-ping";

    /// <summary>The median round trip of ping, in milliseconds.</summary>
    public async Task<double> PingAsync(int count)
    {
        var text = await Tool.RunAsync("nsenter", $"--net={From}", "/usr/bin/ping", "-n", "-i", "0.01", "-c", $"{count}", Target);
        double[] sorted = [.. Times().Matches(text).Select(one => double.Parse(one.Groups[1].Value, CultureInfo.InvariantCulture)).Order()];
        Assert.Equal(count, sorted.Length);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    /// <summary>The TCP throughput that iperf3's receiver counted, in Mbit/s.</summary>
    public async Task<double> Iperf3Async(int seconds)
    {
        var server = Tool.RunAsync("nsenter", $"--net={To}", "iperf3", "-s", "-1", "-B", Target);
        await Tool.UntilAsync(
            "iperf3 listens",
            () => Tool.TryAsync("nsenter", [$"--net={To}", "sh", "-c", $"ss -Hltn 'sport = 5201' | grep -q '{Target}'"])
        );
        var json = await Tool.RunAsync("nsenter", $"--net={From}", "iperf3", "-c", Target, "-t", $"{seconds}", "-J");
        _ = await server;
        return JsonNode.Parse(json)!["end"]!["sum_received"]!["bits_per_second"]!.GetValue<double>() / 1e6;
    }

    [GeneratedRegex(@"time=([\d.]+) ms")]
    private static partial Regex Times();
}
