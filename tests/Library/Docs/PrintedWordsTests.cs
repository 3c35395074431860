using NetAudit.Matrix;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Docs;

/// <summary>Rows and findings of recorded hosts follow the documentation's writing rules.</summary>
public sealed class PrintedWordsTests
{
    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Rows_use_no_word_that_is_misread(string name)
    {
        var host = RecordedHosts.Read(name);
        var rows = new[] { Editions.Default, Editions.Today }.SelectMany(edition =>
            HostAudit.Compare(host, Editions.Load(edition), [], [])
        );

        Assert.Empty(
            rows.SelectMany(row => new[] { row.Question, row.Observed, row.Reason, row.Note, row.Recommendation })
                .SelectMany(text => WordsNotToUse.In(text).Select(word => $"{word}  ({text})"))
                .Distinct()
        );
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Findings_use_no_word_that_is_misread(string name) =>
        Assert.Empty(
            HostAudit
                .Findings(RecordedHosts.Read(name))
                .SelectMany(finding => new[] { finding.Message, finding.Remediation })
                .SelectMany(text => WordsNotToUse.In(text).Select(word => $"{word}  ({text})"))
        );
}
