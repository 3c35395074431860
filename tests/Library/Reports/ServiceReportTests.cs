using System.Text;
using NetAudit.Reports;

namespace NetAudit.Library.Tests.Reports;

/// <summary>The log commands and summary files that CI services read.</summary>
public sealed class ServiceReportTests
{
    [Fact]
    public void GitHub_shows_ten_of_a_kind_and_counts_the_rest_first()
    {
        var lines = Lines("GitHub", [.. Enumerable.Range(0, 25).Select(i => ReportInputs.Row($"h{i}"))]);

        Assert.Equal(10, lines.Length);
        Assert.Equal("::warning title=NetAudit::25 in all; the first 9 follow, the rest is in the report", lines[0]);
        Assert.All(lines, line => Assert.StartsWith("::warning title=", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Severities_are_the_services_own_and_waived_findings_are_not_shown()
    {
        var github = ReportInputs.Write("GitHub", "findings without a row").TrimEnd('\n').Split('\n');
        var azure = ReportInputs.Write("Azure", "findings without a row").TrimEnd('\n').Split('\n');

        Assert.Equal(
            ["error", "error", "error", "error", "notice", "warning"],
            github.Select(line => line.Split(' ')[0].Trim(':')).Order()
        );
        Assert.Equal(6, azure.Length);
        Assert.Equal(2, azure.Count(line => line.StartsWith("##vso[task.logissue type=warning]", StringComparison.Ordinal)));
        Assert.DoesNotContain(github.Concat(azure), line => line.Contains("to seven", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("Azure")]
    public void A_name_can_not_begin_a_command_of_its_own(string format) =>
        Assert.Single(Lines(format, [ReportInputs.Row("a\n::error::gotcha\r##vso[task.complete]")]));

    [Fact]
    public void What_a_command_reads_as_its_own_is_escaped()
    {
        Assert.Equal(
            "::warning title=a%3Ab%2C%25 a%3Ab%2C%25 NameService::a:b,%25 a:b,%25 NameService: Mismatch: documented "
                + "a:b,%25; a:b,%25 (a:b,%25)",
            Lines("GitHub", [ReportInputs.Row("a:b,%")])[0]
        );
        Assert.Equal(
            "##vso[task.logissue type=warning]50%AZP25 %AZP250D 50%AZP25 %AZP250D NameService: Mismatch: documented "
                + "50%AZP25 %AZP250D; 50%AZP25 %AZP250D (50%AZP25 %AZP250D)",
            Lines("Azure", [ReportInputs.Row("50% %0D")])[0]
        );
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "GitHub")]
    [InlineData("TF_BUILD", "True", "Azure")]
    [InlineData("CI", "true", "Markdown")]
    public void Auto_is_what_the_environment_reads(string variable, string value, string format) =>
        Assert.Equal(format, ReportWriters.Find("auto", name => name == variable ? value : null)!.Format);

    [Theory]
    [InlineData(0)]
    [InlineData(900_000)]
    [InlineData(JobSummary.MostBytes - 60)]
    [InlineData(JobSummary.MostBytes + 1)]
    public void A_job_summary_fits_beside_what_is_there_already_and_says_where_it_was_cut(long taken)
    {
        var text = JobSummary.Text(
            new ReportContent { Features = [.. Enumerable.Range(0, 4000).Select(i => ReportInputs.Row(new string('é', 100) + i))] },
            taken
        );

        Assert.True(text.Length == 0 || Encoding.UTF8.GetByteCount(text) + taken <= JobSummary.MostBytes);
        Assert.Equal(taken < JobSummary.MostBytes, text.EndsWith("it is in the reports.\n", StringComparison.Ordinal));
    }

    [Fact]
    public void A_job_summary_that_fits_is_the_markdown_report() =>
        Assert.Equal(
            ReportInputs.Write("Markdown", "findings"),
            JobSummary.Text(
                new ReportContent { Features = ReportInputs.Of("findings").Rows, Gate = ReportInputs.Of("findings").Findings },
                0
            )
        );

    private static string[] Lines(string format, IReadOnlyList<NetAudit.Rows.OverlayFeature> rows) =>
        ReportInputs.Write(format, rows).TrimEnd('\n').Split('\n');
}
