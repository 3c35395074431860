using System.Text;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Findings;

/// <summary>A rule's page prints its finding's own remediation, so no page can become outdated.</summary>
public sealed class RulePageRepairTests
{
    private const string Accept = "NETAUDIT_ACCEPT_API";

    private const string Begin = "A finding prints, for example:\n\n```text\n";

    private const string End = "\n```\n";

    private const int Columns = 120;

    private static string Folder => Path.Combine(Path.GetDirectoryName(RecordedHosts.Folder)!, "..", "docs", "findings");

    [Fact]
    public void A_page_prints_the_repair_of_a_recorded_finding()
    {
        var examples = Recorded()
            .GroupBy(finding => finding.Rule)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(IsCommand).First());
        Assert.InRange(examples.Count, 30, int.MaxValue);
        Assert.All(
            examples.Values,
            finding =>
            {
                var file = Path.Combine(Folder, $"{finding.Rule}.md");
                var page = File.ReadAllText(file).Replace("\r", "", StringComparison.Ordinal);
                var block = Begin + string.Join("\n", finding.Remediation.Split('\n').Select(Wrapped)) + End;
                if (Environment.GetEnvironmentVariable(Accept) == "1")
                {
                    page = With(page, block);
                    File.WriteAllText(file, page);
                }

                Assert.True(
                    page.Contains(block, StringComparison.Ordinal),
                    $"docs/findings/{finding.Rule}.md doesn't print the repair that its finding prints. "
                        + $"Run this test once with {Accept}=1, "
                        + $"and read what git diff shows. It is to have:\n{block}"
                );
            }
        );
    }

    /// <summary>
    /// Whether the remediation is a command to paste, with its requirements after a #. Such a command is more precise than prose.
    /// </summary>
    private static bool IsCommand(OverlayFinding finding) => finding.Remediation.Contains(" # ", StringComparison.Ordinal);

    /// <summary>The findings of all recorded hosts. The hosts of one trouble are read together.</summary>
    private static IEnumerable<OverlayFinding> Recorded()
    {
        var troubles = Troubles.Expected.Properties().Select(one => Troubles.Hosts(one.Name));
        var hosts = RecordedHosts.All.Select(one => (IReadOnlyList<Snapshots.HostSnapshot>)[RecordedHosts.Read(one)]);
        return troubles.Concat(hosts).SelectMany(HostAudit.Findings);
    }

    private static string With(string page, string block)
    {
        var old = page.IndexOf(Begin, StringComparison.Ordinal);
        if (old >= 0)
        {
            var end = page.IndexOf(End, old, StringComparison.Ordinal) + End.Length;
            return page[..old] + block + page[end..];
        }

        return page.Replace("\n## What it can be mistaken for", $"\n{block}\n## What it can be mistaken for", StringComparison.Ordinal);
    }

    private static string Wrapped(string text)
    {
        var lines = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' '))
        {
            if (used > 0)
            {
                var fits = used + 1 + word.Length <= Columns;
                _ = lines.Append(fits ? " " : "\n  ");
                used = fits ? used + 1 : 2;
            }

            _ = lines.Append(word);
            used += word.Length;
        }

        return lines.ToString();
    }
}
