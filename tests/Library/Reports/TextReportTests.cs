using NetAudit.Reports;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Reports;

/// <summary>Csv, Markdown and Json, and the properties that all formats share.</summary>
public sealed class TextReportTests
{
    public static TheoryData<string> Inputs => ReportInputs.Names;

    public static TheoryData<string, string> InputsAndFormats => ReportInputs.NamesAndFormats;

    [Theory]
    [MemberData(nameof(InputsAndFormats))]
    public void No_report_carries_control_characters_of_a_host(string format, string input) =>
        Assert.DoesNotContain(
            ReportInputs.Write(format, input),
            character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')
        );

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Csv_has_its_headers_fields_on_every_line_and_no_formula(string input)
    {
        var (rows, findings) = ReportInputs.Of(input);
        var records = Records(ReportInputs.Write("Csv", rows, findings));

        Assert.Equal(["Host", "Solution", "Aspect"], records[0].Take(3));
        Assert.InRange(records.Count, rows.Count + 1, rows.Count + 1 + (findings?.Count ?? 0));
        Assert.All(records, record => Assert.Equal(16, record.Count));
        Assert.DoesNotContain(
            records.SelectMany(record => record),
            field => field.Length > 0 && "=+-@\t\r".Contains(field[0], StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Markdown_tables_keep_their_columns(string input)
    {
        var lines = ReportInputs.Write("Markdown", input).Split('\n');
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('|') && lines[i - 1].StartsWith('|'))
            {
                Assert.Equal(Bars(lines[i - 1]), Bars(lines[i]));
            }
        }
    }

    [Fact]
    public void Markdown_of_a_hostile_name_is_text()
    {
        var row = Assert.Single(
            ReportInputs.Write("Markdown", [ReportInputs.Row("a|b<img src=x>[x](javascript:1)\n# h")]).Split('\n'),
            line => line.StartsWith("| NameService", StringComparison.Ordinal)
        );

        Assert.Equal(7, Bars(row));
        Assert.DoesNotContain("<img", row, StringComparison.Ordinal);
        Assert.DoesNotContain("[x](", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_all_properties_of_a_row()
    {
        var row = JObject.Parse(ReportInputs.Write("Json", ReportInputs.Rows("overlay-swarm/sw1")))["rows"]![0]!;

        Assert.Equal(
            typeof(OverlayFeature).GetProperties().Select(property => property.Name).Order(),
            ((JObject)row).Properties().Select(property => property.Name).Order()
        );
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Json_has_every_row_and_finding(string input)
    {
        var (rows, findings) = ReportInputs.Of(input);
        var report = JObject.Parse(ReportInputs.Write("Json", rows, findings));

        Assert.Equal((rows.Count, findings?.Count), (report["rows"]!.Count(), (report["gate"] as JArray)?.Count));
    }

    [Theory]
    [InlineData("audit.json", "Json")]
    [InlineData("audit.XML", "JUnit")]
    [InlineData("audit.nunit.xml", "NUnit")]
    [InlineData("audit.sarif.json", "Sarif")]
    [InlineData("audit.md", "Markdown")]
    [InlineData("audit.pdf", null)]
    public void A_files_name_tells_its_format(string path, string? format) => Assert.Equal(format, ReportWriters.FindByName(path)?.Format);

    [Fact]
    public void An_unknown_format_is_none() => Assert.Null(ReportWriters.Find("Pdf", _ => null));

    private static int Bars(string line) => line.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|');

    /// <summary>Reads CSV by RFC 4180.</summary>
    private static List<List<string>> Records(string csv)
    {
        var records = new List<List<string>> { new() };
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var character = csv[i];
            if (quoted && character == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[++i]);
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character is ',' or '\r')
            {
                records[^1].Add(field.ToString());
                field.Clear();
                if (character == '\r')
                {
                    i++;
                    records.Add([]);
                }
            }
            else
            {
                field.Append(character);
            }
        }

        records.RemoveAt(records.Count - 1);
        return records;
    }

    [Fact]
    public void OpenMetrics_counts_with_few_labels_and_lets_no_name_out_of_its_quotes()
    {
        var text = ReportInputs.Write("OpenMetrics", "hostile troubles");
        var samples = text.TrimEnd('\n').Split('\n').Where(line => line[0] != '#').ToList();

        Assert.Contains(
            "netaudit_findings{host=\"node1\",rule=\"NetworkNotAllocated\",severity=\"Error\"} 2\n",
            ReportInputs.Write("OpenMetrics", "troubles"),
            StringComparison.Ordinal
        );
        Assert.Equal(7, samples.Count);
        Assert.All(samples, line => Assert.Matches("^netaudit_[a-z_]+\\{([a-z]+=\"([^\"\\\\]|\\\\.)*\",?)+\\} [0-9]+$", line));
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
    }
}
