using System.Diagnostics;

namespace NetAudit.Fuzz;

/// <summary>Fuzzing without afl-fuzz: changes inputs at random, and doesn't see which code they reach.</summary>
internal static class Blind
{
    private const string Letters = "{}[]\",:=/-*.% \n\t0123456789abcdefx\\\0@'()";

    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(5);

    public static int Run(string corpus, TimeSpan time)
    {
        var inputs = Directory.EnumerateFiles(corpus).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        var (tried, faults) = (0, 0);
        for (; clock.Elapsed < time; tried++)
        {
            var input = Changed(inputs[random.Next(inputs.Length)], random);
            var watch = Stopwatch.StartNew();
            try
            {
                Target.Run(input);
                if (watch.Elapsed < s_slow)
                {
                    continue;
                }

                Console.WriteLine($"slow: {watch.Elapsed}");
            }
#pragma warning disable CA1031 // Any exception is a fault that this looks for.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Console.WriteLine(fault);
            }

            File.WriteAllText($"fault-{seed}-{faults++}", input);
        }

        Console.WriteLine($"{tried} inputs, {faults} faults");
        return faults == 0 ? 0 : 1;
    }

    private static string Changed(string input, Random random)
    {
        var begin = input.IndexOf('\n', StringComparison.Ordinal) + 1; // The name of the file stays.
        var text = input[begin..];
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var end = Math.Min(text.Length, at + random.Next(40));
            text = random.Next(4) switch
            {
                0 => text[..at] + text[end..],
                1 => text[..at] + Letters[random.Next(Letters.Length)] + text[at..],
                2 => text[..end] + text[at..],
                _ => text[..at] + new string(Letters[random.Next(Letters.Length)], random.Next(1, 30)) + text[end..],
            };
        }

        return input[..begin] + text;
    }
}
