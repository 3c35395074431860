using BenchmarkDotNet.Running;
using NetAudit.Benchmarks;
using NetAudit.Benchmarks.Rows;

// Memory is counted per process, so the parts that measure it run in a process of their own.
if (args is ["child", ..])
{
    return Child.Run([.. args.Skip(1)]);
}

if (args is ["pure", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args.Skip(1)]);
    return 0;
}

if (args is ["namespaces", ..])
{
    for (var run = 0; run < 30; run++)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await LiveAudit.ReadAsync([.. args.Skip(1)]);
        Console.WriteLine($"{clock.Elapsed.TotalMilliseconds:0.0} ms");
    }

    return 0;
}

if (args is ["rules", var size])
{
    RuleTimes.Print(int.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

var setting = Setting.Parse(args);
IBenchmark[] all = [new LiveAudit(), new Probes(), new Fleet(), new ColdStart(), new LargeSnapshot(), new ManyBundles()];
Console.WriteLine(Table.Head);
foreach (var benchmark in all.Where(one => setting.Rows.Count == 0 || setting.Rows.Contains(one.Name)))
{
    if (benchmark.Missing(setting) is { } missing)
    {
        await Console.Error.WriteLineAsync($"{benchmark.Name} is left out: {missing}");
        continue;
    }

    await foreach (var figure in benchmark.MeasureAsync(setting))
    {
        Console.WriteLine(Table.Line(figure));
    }
}

return 0;
