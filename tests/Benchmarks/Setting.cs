using System.Globalization;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Benchmarks;

/// <summary>The rows to measure, and the sizes of their hosts.</summary>
internal sealed record Setting
{
    /// <summary>The names of the rows to measure. If empty, all are measured.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>The number of running containers on the live host.</summary>
    public int Containers { get; init; } = 300;

    public int Networks { get; init; } = 20;

    /// <summary>The number of containers in the imported snapshot.</summary>
    public int Recorded { get; init; } = 10_000;

    public int Bundles { get; init; } = 1_000;

    public int Runs { get; init; } = 7;

    /// <summary>Whether to print the time at which each step of a collection ended.</summary>
    public bool AreStepsTold { get; init; }

    /// <summary>The published program to measure. If empty, the one from the repository's build is measured.</summary>
    public string Program { get; init; } = "";

    /// <summary>The live host's engine: this machine's own or sid's.</summary>
    public EngineKind Engine { get; init; } = EngineKind.Installed;

    public static Setting Parse(IReadOnlyList<string> arguments)
    {
        var setting = new Setting();
        var rows = new List<string>();
        for (var at = 0; at < arguments.Count; at++)
        {
            setting = arguments[at] switch
            {
                "--containers" => setting with { Containers = Number(arguments, ++at) },
                "--networks" => setting with { Networks = Number(arguments, ++at) },
                "--recorded" => setting with { Recorded = Number(arguments, ++at) },
                "--bundles" => setting with { Bundles = Number(arguments, ++at) },
                "--runs" => setting with { Runs = Number(arguments, ++at) },
                "--steps" => setting with { AreStepsTold = true },
                "--sid" => setting with { Engine = EngineKind.Sid },
                "--program" => setting with { Program = arguments[++at] },
                var row => WithRow(setting, rows, row),
            };
        }

        return setting with
        {
            Rows = rows,
        };
    }

    private static int Number(IReadOnlyList<string> arguments, int at) => int.Parse(arguments[at], CultureInfo.InvariantCulture);

    private static Setting WithRow(Setting setting, List<string> rows, string row)
    {
        rows.Add(row);
        return setting;
    }
}
