using System.Diagnostics;
using System.Text.RegularExpressions;
using NetAudit.Findings;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Troubles;

/// <summary>Makes a trouble on a real host, checks its finding, runs the finding's repair, and checks that the finding is gone.</summary>
public abstract class TroubleTests : LabTestBase<TroubleFixture>
{
    /// <summary>The time limit for the engine, its gossip or the kernel until a trouble shows or is gone.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(40);

    private protected TroubleTests(TroubleFixture lab)
        : base(lab) { }

    private protected DockerHost Here => Lab.Here;

    private protected DockerHost There => Lab.There;

    /// <summary>Makes the trouble, and undoes its remains in any case.</summary>
    private protected static async Task CheckAsync(Trouble trouble)
    {
        Assert.Contains(trouble.Rule, HostFindings.Rules);
        Assert.Empty(await NamedAsync(trouble));
        try
        {
            await trouble.Make();
            var named = await UntilAsync(trouble, found => found.Count > 0, "not named");
            foreach (var finding in named)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{trouble.Rule}: {finding.Message}\n  {finding.Remediation}");
            }

            await trouble.Repair(named[0]);
            await UntilAsync(trouble, found => found.Count == 0, "still named after the repair");
        }
        finally
        {
            await trouble.CleanUp();
        }
    }

    /// <summary>The command of this form in a finding's remediation.</summary>
    private protected static string Command(Finding finding, string pattern)
    {
        var match = Regex.Match(finding.Remediation, pattern, RegexOptions.CultureInvariant);
        Assert.True(match.Success, $"no {pattern} in: {finding.Remediation}");
        return match.Value;
    }

    /// <summary>All commands of this form in a finding's remediation, as one script.</summary>
    private protected static string Commands(Finding finding, string pattern)
    {
        _ = Command(finding, pattern);
        return string.Join("; ", Regex.Matches(finding.Remediation, pattern, RegexOptions.CultureInvariant).Select(match => match.Value));
    }

    private static async Task<IReadOnlyList<Finding>> UntilAsync(Trouble trouble, Func<IReadOnlyList<Finding>, bool> isSo, string otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var all = await TroubleFixture.FindAsync(trouble.Host);
            var named = Named(trouble, all);
            if (isSo(named))
            {
                return named;
            }

            var others = string.Join('\n', all.Select(one => $"{one.Rule}: {one.Finding.Message}"));
            Assert.True(clock.Elapsed < s_patience, $"{trouble.Rule} with \"{trouble.Fact}\" is {otherwise}; found are:\n{others}");
            await Task.Delay(500, Cancellation);
        }
    }

    private static async Task<IReadOnlyList<Finding>> NamedAsync(Trouble trouble) =>
        Named(trouble, await TroubleFixture.FindAsync(trouble.Host));

    private static List<Finding> Named(Trouble trouble, IReadOnlyList<RuleFinding> found) =>
        [.. found.Where(one => one.Rule == trouble.Rule && IsAbout(trouble, one.Finding)).Select(one => one.Finding)];

    private static bool IsAbout(Trouble trouble, Finding finding)
    {
        var facts = finding.Evidence.Select(evidence => evidence.ToString()).Append(finding.Message);
        return facts.Any(text => text.Contains(trouble.Fact, StringComparison.Ordinal));
    }
}

/// <summary>A part of a host that is broken on purpose.</summary>
/// <param name="Host">The host whose audit must find it.</param>
/// <param name="Rule">The rule that must find it.</param>
/// <param name="Fact">The fact that the message or the evidence must name.</param>
internal sealed record Trouble(DockerHost Host, string Rule, string Fact)
{
    /// <summary>Breaks the part.</summary>
    public required Func<Task> Make { get; init; }

    /// <summary>Repairs it by the finding's remediation.</summary>
    public required Func<Finding, Task> Repair { get; init; }

    /// <summary>Removes the trouble's remains, even if the repair was never tried.</summary>
    public Func<Task> CleanUp { get; init; } = () => Task.CompletedTask;
}
