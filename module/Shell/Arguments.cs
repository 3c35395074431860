namespace NetAudit.Shell;

/// <summary>The kinds of work of netaudit.</summary>
internal enum Work
{
    /// <summary>Run a line of PowerShell.</summary>
    Command,

    /// <summary>Run a verb.</summary>
    Verb,

    /// <summary>Run a script file.</summary>
    Script,

    /// <summary>Check hosts against an expectation file.</summary>
    Assert,

    /// <summary>List the differences between two recorded hosts.</summary>
    Compare,

    /// <summary>Print the usage.</summary>
    Help,

    /// <summary>Print its version.</summary>
    Version,

    /// <summary>Report that the command line can't be understood.</summary>
    Misuse,
}

/// <summary>The command line. Its flags are PowerShell's own, as people know them, in any letter case and with one dash or two.</summary>
/// <param name="Work">The kind of work.</param>
/// <param name="Text">The line of PowerShell, the script's path, or what is wrong.</param>
/// <param name="Rest">The script's arguments.</param>
/// <param name="NoColor">Whether colour is turned off.</param>
internal sealed record Arguments(Work Work, string Text, IReadOnlyList<string> Rest, bool NoColor)
{
    public const string Usage = """
        netaudit: finds faults in the container networks of Docker hosts, and checks whether they behave as documented

          netaudit                            lists the faults of this machine's Docker host, and audits it
          netaudit -Command "<PowerShell>"    runs a line, with the NetAudit module loaded:
                                              netaudit -Command "Get-OverlayFinding -Severity Error"
                                              netaudit -Command "Get-OverlayFeature | Where-Object Status -eq Mismatch"
                                              netaudit -Command "Get-OverlayFeature -Path host.tar.gz -AsJson"
          netaudit <script.ps1> [arguments]   runs a script
          netaudit findings                   lists faults, each with its repair
          netaudit audit                      compares the networks with their documentation
          netaudit assert [netaudit.json]     checks hosts against an expectation file
          netaudit compare <before> <after>   lists the differences between two recorded hosts
          netaudit collect <file>             records a host in a file, to audit it again anywhere
          netaudit report <files>             writes findings and the audit as reports
                                              (each with --help; --path host.tar.gz names a recorded host)
          netaudit -Help | -Version

          -NoColor                            before the others: no colour (as NO_COLOR in the environment)

        Commands: Get-OverlayFinding, Get-OverlayFeature, Get-OverlaySolution, Get-OverlayNetwork, Get-OverlayEndpoint,
                  Export-OverlaySnapshot, Import-OverlaySnapshot, Compare-OverlaySnapshot, Export-OverlayReport,
                  Assert-OverlayFeature, Test-OverlayFeature, New-OverlayExpectation, Invoke-OverlayProbe,
                  Measure-OverlayPath, Get-OverlayMatrix, Get-OverlayTopology

        The engine inside has PowerShell's language and core cmdlets (Where-Object, ForEach-Object, Get-Command ...).
        For all of PowerShell's cmdlets: Import-Module NetAudit.psd1 in pwsh or Windows PowerShell.

        Exit code: 0; 1 if the command or script failed; n after "exit n"; 64 for a command line that can't be
        understood; 130 after Ctrl-C. Of netaudit assert: 0 as expected, 2 findings, 3 could not audit; of netaudit compare:
        2 differences. Data goes to standard output, errors and warnings to standard error.
        """;

    // What is wrong comes first. Each formatted by itself: rows of a second kind would be shown as lists. Without an engine once is enough.
    private const string FirstLook =
        "$ErrorActionPreference = 'Stop'; & { Get-OverlayFinding } | Out-Default; & { Get-OverlayFeature } | Out-Default; "
        + "$Host.UI.WriteErrorLine(\"All, with the evidence: $NetAuditProgram findings --as-json, $NetAuditProgram audit --as-json\")";

    public static Arguments Parse(IReadOnlyList<string> words)
    {
        var noColor = false;
        for (var i = 0; i < words.Count; i++)
        {
            IReadOnlyList<string> rest = [.. words.Skip(i + 1)];
            switch (Flag(words[i]))
            {
                case "nocolor" or "no-color":
                    noColor = true;
                    continue;
                case "h" or "?" or "help":
                    return new(Work.Help, Usage, [], noColor);
                case "version" or "v":
                    return new(Work.Version, "", [], noColor);
                case "command" or "c" when rest.Count > 0:
                    return new(Work.Command, string.Join(' ', rest), [], noColor);
                case "file" or "f" when rest.Count > 0:
                    return new(Work.Script, rest[0], [.. rest.Skip(1)], noColor);
                case "command" or "c" or "file" or "f":
                    return new(Work.Misuse, $"{words[i]} wants something to run after it.", [], noColor);
                case null when Verb.Find(words[i]) is { } verb:
                    return rest.Any(word => Flag(word) is "h" or "?" or "help")
                        ? new(Work.Help, verb.Usage, [], noColor)
                        : new(verb.Work, verb.Line(rest), [], noColor);
                case null when words[i].EndsWith(".ps1", StringComparison.OrdinalIgnoreCase):
                    return new(Work.Script, words[i], rest, noColor);
                case null:
                    return new(Work.Misuse, Unknown(words[i], string.Join(' ', words.Skip(i))), [], noColor);
                default:
                    return new(
                        Work.Misuse,
                        $"{words[i]} is not known here. To give it to the audit: netaudit audit {string.Join(' ', words.Skip(i))}",
                        [],
                        noColor
                    );
            }
        }

        return new(Work.Command, FirstLook, [], noColor);
    }

    private static string Unknown(string word, string line)
    {
        var names = Verb.All.Select(verb => verb.Name).ToList();
        var nearest = Slip.Nearest(word, names);
        var hint = nearest is null ? "" : $" Did you mean '{nearest}'?";
        return $"'{word}' is neither a script (.ps1) nor one of {string.Join(", ", names)}.{hint} To run a command: netaudit -Command "
            + $"\"{line}\"";
    }

    private static string? Flag(string word) => word.StartsWith('-') ? word.TrimStart('-').ToLowerInvariant() : null;
}
