using System.Text.RegularExpressions;
using NetAudit.Matrix;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Findings;

/// <summary>Each recorded trouble has the finding that its case expects. A single finding must match all patterns of a case.</summary>
public sealed class TroubleTests
{
    public static TheoryData<string> Named => [.. Troubles.With("finding").Except(StillToCome.Names)];

    public static TheoryData<string> WithoutSuch => [.. Troubles.With("not").Except(StillToCome.FalseWords)];

    public static TheoryData<string> WithRows => [.. Troubles.With("rows").Except(StillToCome.FalseRows)];

    public static TheoryData<string> Sound => [.. Troubles.With("sound")];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Named))]
    public void A_trouble_is_named_by_one_finding(string name) =>
        Assert.True(IsNamed(name), string.Join("\n\n", Troubles.Findings(name).Select(finding => $"{finding}\n{Troubles.Words(finding)}")));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithoutSuch))]
    public void No_finding_says_what_would_be_false(string name) => Assert.Empty(FalseWords(name));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithRows))]
    public void The_audits_rows_say_nothing_false_of_a_trouble(string name) => Assert.Empty(FalseRows(name));

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_sound_host_has_no_finding(string name) => Assert.Empty(Troubles.Findings(name));

    [Fact]
    public void What_was_learnt_is_no_longer_still_to_come()
    {
        Assert.Empty(StillToCome.Names.Where(IsNamed).Select(name => $"take {name} out of StillToCome.Names: it is named"));
        Assert.Empty(
            StillToCome.FalseWords.Where(name => !FalseWords(name).Any()).Select(name => $"take {name} out of StillToCome.FalseWords")
        );
        Assert.Empty(
            StillToCome.FalseRows.Where(name => !FalseRows(name).Any()).Select(name => $"take {name} out of StillToCome.FalseRows")
        );
    }

    private static IEnumerable<string> FalseWords(string name)
    {
        var patterns = Patterns(name, "not");
        return Troubles.Findings(name).Select(Troubles.Words).Where(words => patterns.Any(pattern => pattern.IsMatch(words)));
    }

    private static IEnumerable<string> FalseRows(string name)
    {
        var rows = Troubles.Hosts(name).SelectMany(host => HostAudit.Compare(host, Editions.Load(Editions.Default), [], [])).ToList();
        return from solution in ((JObject)Troubles.Expected[name]!["rows"]!).Properties()
            from aspect in ((JObject)solution.Value).Properties()
            let row = rows.Single(row => row.Solution == solution.Name && row.Aspect == aspect.Name)
            where IsWrong(row, (string?)aspect.Value["has"], (string?)aspect.Value["hasnot"])
            select $"{solution.Name} {aspect.Name}: {row.Observed}";
    }

    private static bool IsWrong(OverlayFeature row, string? has, string? hasNot) =>
        (has is not null && !Pattern(has).IsMatch(row.Observed)) || (hasNot is not null && Pattern(hasNot).IsMatch(row.Observed));

    private static bool IsNamed(string name)
    {
        var patterns = Patterns(name, "finding");
        return Troubles.Findings(name).Any(finding => patterns.All(pattern => pattern.IsMatch(Troubles.Words(finding))));
    }

    private static IReadOnlyList<Regex> Patterns(string name, string property) =>
        [.. Troubles.Expected[name]![property]!.Values<string>().Select(text => Pattern(text!))];

    private static Regex Pattern(string text) => new(text, RegexOptions.IgnoreCase);
}
