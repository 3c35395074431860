using System.Diagnostics;

namespace NetAudit.Benchmarks;

/// <summary>Runs two operations by turns, so that other load on the machine slows both alike.</summary>
internal sealed class SideBySide(int runs)
{
    public async Task<Figure> MeasureAsync(string what, string beside, double? toReach, Func<Task> ours, Func<Task> theirs)
    {
        // One run of each isn't counted, so that both are warm. Rows of cold starts begin a new process each time.
        await ours();
        await theirs();
        var (own, other) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            own.Add(await TimeAsync(ours));
            other.Add(await TimeAsync(theirs));
        }

        return new Figure
        {
            What = what,
            Beside = beside,
            ToReach = toReach,
            Ours = own,
            Theirs = other,
        };
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        // The previous run's garbage must not count in this one.
        GC.Collect();
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalMilliseconds;
    }
}
