using System.Diagnostics;

namespace NetAudit.Benchmarks;

/// <summary>Runs two things by turns, so that what else the machine does hits both alike.</summary>
internal sealed class SideBySide(int runs)
{
    public async Task<Figure> MeasureAsync(string what, string beside, double? toReach, Func<Task> ours, Func<Task> theirs)
    {
        // Once each for nothing: warm is meant, on both sides. Who means cold starts a process each time.
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
        // Of the last one's garbage no one pays here.
        GC.Collect();
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalMilliseconds;
    }
}
