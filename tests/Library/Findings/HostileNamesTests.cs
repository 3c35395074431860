using System.Text;
using NetAudit.Audit;
using NetAudit.Findings;
using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Findings;

/// <summary>
/// Repairs are meant to be pasted, and anyone could have chosen a recording's names. To a shell, a name is never more than a word.
/// </summary>
public sealed class HostileNamesTests
{
    private const string Commands =
        $"; {HostileNames.Word} $({HostileNames.Word}) `{HostileNames.Word}` ' {HostileNames.Word}\n{HostileNames.Word} \"";

    public static TheoryData<string> Cases => [.. Troubles.Expected.Properties().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_name_of_a_recorded_trouble_is_run_by_who_pastes_its_repair(string name)
    {
        foreach (var finding in Findings(Hosts(name, one => one + Commands)))
        {
            Assert.DoesNotContain(HostileNames.Word, OutsideQuotes(finding.Remediation, hasComments: true), StringComparison.Ordinal);

            // zsh doesn't read comments in an interactive shell.
            Assert.DoesNotContain(HostileNames.Word, OutsideQuotes(finding.Remediation, hasComments: false), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_name_is_run_by_who_pastes_a_command_of_the_evidence(string name) =>
        Assert.All(
            Hosts(name, one => one + Commands).SelectMany(Commanded),
            command =>
            {
                Assert.DoesNotContain(HostileNames.Word, OutsideQuotes(command, hasComments: true), StringComparison.Ordinal);
                Assert.DoesNotContain(HostileNames.Word, OutsideQuotes(command, hasComments: false), StringComparison.Ordinal);
            }
        );

    [Fact]
    public void Much_evidence_of_recorded_troubles_holds_a_hostile_name_in_its_command()
    {
        var commands = Troubles
            .Expected.Properties()
            .SelectMany(one => Hosts(one.Name, name => name + Commands))
            .SelectMany(Commanded)
            .Where(command => command.Contains(HostileNames.Word, StringComparison.Ordinal))
            .Select(command => command.Split(' ')[0])
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string> { "docker", "nsenter", "ip" }, commands);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_name_of_a_recorded_trouble_is_an_option(string name) =>
        Assert.All(
            Findings(Hosts(name, one => $"-{HostileNames.Word}{one}")),
            finding => Assert.DoesNotMatch(@"(^|[\s'""=])-" + HostileNames.Word, finding.Remediation)
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_name_is_in_a_recommended_command(string name) =>
        Assert.All(
            Hosts(name, one => one + Commands).SelectMany(host => HostAudit.Compare(host, Editions.Load(Editions.Default), [], [])),
            row => Assert.DoesNotContain(HostileNames.Word, row.Recommendation, StringComparison.Ordinal)
        );

    [Fact]
    public void Most_repairs_of_recorded_troubles_hold_a_hostile_name()
    {
        var rules = Troubles
            .Expected.Properties()
            .SelectMany(one => Findings(Hosts(one.Name, name => name + Commands)))
            .Where(finding => finding.Remediation.Contains(HostileNames.Word, StringComparison.Ordinal))
            .Select(finding => finding.Rule)
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(rules.Count >= 10, string.Join(", ", rules));
    }

    [Fact]
    public void What_stands_outside_quotes_is_seen()
    {
        Assert.Equal("ip link set  up", OutsideQuotes("ip link set 'a b' up", hasComments: true));
        Assert.Equal("a  b", OutsideQuotes("a # it's\n b", hasComments: true));
        Assert.Equal("a # it", OutsideQuotes("a # it's b", hasComments: false));
        Assert.Equal("xy", OutsideQuotes(@"x\'y", hasComments: true));
        Assert.Equal("a $(id)", OutsideQuotes("a \"$(id)\"", hasComments: true));
    }

    /// <summary>The commands of a host's evidence. Facts from inside a container or from probes are no commands.</summary>
    private static IEnumerable<string> Commanded(HostSnapshot snapshot)
    {
        var host = HostContext.Create(snapshot);
        var ofFindings = HostFindings.Create(host).Found.SelectMany(one => one.Finding.Evidence);
        var ofSolutions = host.Footprints.SelectMany(footprint => footprint.Evidence);
        var ofRows = FeatureAudit.Run(host, Editions.Load(Editions.Default), [], []).SelectMany(result => result.Observation.Evidence);
        return ofFindings
            .Concat(ofSolutions)
            .Concat(ofRows)
            .Select(one => one.Source)
            .Where(source => !source.StartsWith("in container ", StringComparison.Ordinal))
            .Where(source => !source.StartsWith("probe from ", StringComparison.Ordinal))
            .Distinct();
    }

    private static IReadOnlyList<HostSnapshot> Hosts(string name, Func<string, string> make)
    {
        var hosts = Troubles.Hosts(name);
        var names = hosts.SelectMany(HostileNames.Of).ToHashSet(StringComparer.Ordinal);
        return [.. hosts.Select(host => HostileNames.With(host, names, make))];
    }

    private static IEnumerable<OverlayFinding> Findings(IReadOnlyList<HostSnapshot> hosts)
    {
        var together = new ExaminedHosts();
        return [.. hosts.SelectMany(host => together.Add(host).Findings), .. together.FindTogether()];
    }

    /// <summary>
    /// The text that a shell interprets: all but single-quoted text, escaped characters and, if the shell has comments, comments.
    /// </summary>
    private static string OutsideQuotes(string text, bool hasComments)
    {
        var outside = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (hasComments && !isQuoted && text[at] == '#' && (at == 0 || char.IsWhiteSpace(text[at - 1])))
            {
                at = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
            }
            else if (!isQuoted && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text[at] != '"')
            {
                outside.Append(text[at]);
            }
        }

        return outside.ToString();
    }
}
