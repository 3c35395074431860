using System.Diagnostics;
using NetAudit.Model;

namespace NetAudit.Benchmarks.Rows;

/// <summary>Prints the time at which each step of a collection ended.</summary>
internal sealed class StepLog : ICollectionLog
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public void Verbose(string message) => Console.Error.WriteLine($"{clock.Elapsed.TotalMilliseconds, 7:0.0} ms {message}");

    public void Warning(string message) => Verbose(message);

    public void Progress(string activity, int done, int total) { }
}
