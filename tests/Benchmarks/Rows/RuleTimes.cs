using System.Diagnostics;
using NetAudit.Benchmarks.Hosts;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Benchmarks.Rows;

/// <summary>
/// Prints each rule's time on a host of some size and on one four times as large. A linear rule takes four times as long.
/// </summary>
internal static class RuleTimes
{
    private const int Growth = 4;
    private const int Runs = 10;
    private static readonly TimeSpan s_worthTelling = TimeSpan.FromMilliseconds(2);

    public static void Print(int containers)
    {
        var small = HostContext.Create(new LargeHost(containers, containers / 20).Create());
        var large = HostContext.Create(new LargeHost(Growth * containers, Growth * containers / 20).Create());
        _ = (small.Footprints, large.Footprints);
        var rules = Catalog.CreateAll<IFindingRule>().Where(rule => !HostFactsSeen.Missing(small.Snapshot, rule.Needs).Any());
        foreach (var rule in rules)
        {
            var (few, many) = (Time(rule, small), Time(rule, large));
            if (many > s_worthTelling)
            {
                Console.WriteLine(
                    $"{rule.GetType().Name}: {few.TotalMilliseconds:0.0} ms, {many.TotalMilliseconds:0.0} ms: {many / few:0.0}"
                );
            }
        }
    }

    /// <summary>The shortest of some runs, as the first ones compile the rule and others wait for the collector.</summary>
    private static TimeSpan Time(IFindingRule rule, HostContext host) => Enumerable.Range(0, Runs).Min(_ => TimeOnce(rule, host));

    private static TimeSpan TimeOnce(IFindingRule rule, HostContext host)
    {
        var clock = Stopwatch.StartNew();
        _ = rule.Find(host).Count();
        return clock.Elapsed;
    }
}
