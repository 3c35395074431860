using NetAudit.Gate;
using NetAudit.Model;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;
using static NetAudit.Library.Tests.Gate.ExpectationText;

namespace NetAudit.Library.Tests.Gate;

public sealed class ExpectationFileTests
{
    [Theory]
    [InlineData("'solutoins': []", "line 1", "unknown property 'solutoins' (did you mean 'solutions'?)")]
    [InlineData(
        "'aspects': [{ 'aspect': 'EncryptionChanel', 'basis': 'Observed' }]",
        "aspects[0].aspect (line 1)",
        "did you mean 'EncryptionChannel'?"
    )]
    [InlineData("'aspects': [{ 'aspect': 'Zz*', 'basis': 'Observed' }]", "aspects[0].aspect", "'Zz*' is not known")]
    [InlineData("'aspects': [{ 'aspect': 'NameService' }]", "aspects[0].aspect", "at least one of values, patterns, documented, basis")]
    [InlineData("'aspects': [{ 'basis': 'Observed' }]", "aspects[0]", "missing property 'aspect'")]
    [InlineData("'aspects': [{ 'aspect': 'NetworkModel', 'values': ['VXLan2'] }]", "aspects[0].values[0]", "did you mean 'VXLAN'?")]
    [InlineData("'aspects': [{ 'aspect': '*', 'values': ['Yes'] }]", "aspects[0].values", "'aspect' is a pattern")]
    [InlineData("'aspects': [{ 'aspect': 'NameService', 'values': 'Yes' }]", "aspects[0].values", "expected a list, found a text")]
    [InlineData("'aspects': [{ 'aspect': 'NameService', 'basis': 'Obsrved' }]", "aspects[0].basis", "did you mean 'Observed'?")]
    [InlineData("'aspects': [{ 'aspect': 'NameService', 'documented': 'curent' }]", "aspects[0].documented", "did you mean 'current'?")]
    [InlineData("'aspects': [{ 'aspect': 'NameService', 'documented': './none.json' }]", "aspects[0].documented", "no edition file")]
    [InlineData("'solutions': [{ 'solution': 'Weav' }]", "solutions[0].solution", "did you mean 'Weave'?")]
    [InlineData("'solutions': [{ 'solution': 'Weave', 'states': ['Runing'] }]", "solutions[0].states[0]", "did you mean 'Running'?")]
    [InlineData("'solutions': [{ 'states': ['Running'] }]", "solutions[0]", "missing property 'solution'")]
    [InlineData("'solutions': { }", "solutions", "expected a list, found an object")]
    [InlineData("'encryption': [{ 'schemes': ['NaCI'] }]", "encryption[0].schemes[0]", "did you mean 'NaCl'?")]
    [InlineData("'encryption': [{ 'severity': 'Fatal' }]", "encryption[0].severity", "expected one of: Note, Warning, Error")]
    [InlineData("'subnets': [{ 'allowed': ['10.0.0.0/33'] }]", "subnets[0].allowed[0]", "expected a subnet as 10.0.0.0/8")]
    [InlineData("'subnets': [{ 'allowed': ['10.77.0.5/24'] }]", "subnets[0].allowed[0]", "write the subnet, 10.77.0.0/24")]
    [InlineData("'subnets': [{ 'allowed': ['fd00::1/64'] }]", "subnets[0].allowed[0]", "write the subnet, fd00::/64")]
    [InlineData("'onlyThese': 'yes'", "onlyThese", "expected true or false, found a text")]
    [InlineData("'onlyThese': true, 'inconclusive': 'Igno'", "inconclusive", "did you mean 'Ignore'?")]
    [InlineData("'onlyThese': true, 'waivers': [{ 'aspect': 'NameService' }]", "waivers[0]", "missing property 'reason'")]
    [InlineData("'onlyThese': true, 'waivers': [{ 'reason': 'all' }]", "waivers[0].reason", "would cover everything")]
    [InlineData(
        "'onlyThese': true, 'waivers': [{ 'host': 'a', 'reason': 'r', 'expires': '31.12.2026' }]",
        "waivers[0].expires",
        "expected a date as yyyy-MM-dd"
    )]
    [InlineData("'findings': [{ 'rules': ['NetworkNotAlocated'] }]", "findings[0].rules[0]", "did you mean 'NetworkNotAllocated'?")]
    [InlineData("'findings': [{ 'severities': ['Eror'] }]", "findings[0].severities[0]", "did you mean 'Error'?")]
    [InlineData("'findings': [], 'waivers': [{ 'rule': 'Nope', 'reason': 'r' }]", "waivers[0].rule", "'Nope' is not known in rule")]
    [InlineData("'inconclusive': 'Ignore'", "version", "the file expects nothing")]
    [InlineData("'findings': []", "version", "the file expects nothing")]
    public void A_mistake_is_told_with_file_place_line_and_the_nearest_name(string body, string place, string expected)
    {
        var error = Assert.Throws<NetAuditException>(() => Of(body));

        Assert.Equal(NetAuditError.ExpectationInvalid, error.Error);
        Assert.StartsWith("netaudit.json, ", error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains("(line ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Recommendation);
    }

    [Theory]
    [InlineData("{ \"version\": 2, \"onlyThese\": true }", "written for a newer NetAudit")]
    [InlineData("{ \"version\": 99999999999999999999 }", "expected a whole number from 0 to 2147483647")]
    [InlineData("{ \"version\": \"1\", \"onlyThese\": true }", "expected a whole number, found a text")]
    [InlineData("{ \"version\": 99999999999999999999, \"onlyThese\": true }", "expected a whole number from 0 to 2147483647")]
    [InlineData("{ \"onlyThese\": true }", "missing property 'version'")]
    [InlineData("{", "not valid JSON")]
    [InlineData(" \n", "'netaudit.json' is empty")]
    public void A_file_of_another_version_or_none_is_refused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<NetAuditException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_line_is_the_one_an_editor_shows() =>
        Assert.Equal(
            "netaudit.json, encryption[0].basys (line 4): unknown property 'basys' (did you mean 'basis'?); expected "
                + "one of: hosts, solution, severity, inconclusive, networks, schemes, basis",
            Assert
                .Throws<NetAuditException>(() => Read("{\n \"version\": 1,\n \"encryption\": [\n  { \"basys\": \"Observed\" }\n ]\n}"))
                .Message
        );

    [Fact]
    public void A_file_that_is_not_there_is_an_error_of_its_own() =>
        Assert.Equal(
            NetAuditError.ExpectationNotFound,
            Assert.Throws<NetAuditException>(() => ExpectationReader.Read("/nowhere/netaudit.json")).Error
        );

    [Theory]
    [MemberData(nameof(RecordedHosts.All), MemberType = typeof(RecordedHosts))]
    public void What_is_written_from_a_host_is_met_by_it(string name)
    {
        var host = RecordedHosts.Read(name);
        var result = OverlayGate.Evaluate([host], Read(ExpectationFile.From(host)), Today, []);

        Assert.Equal([], result.Findings.Where(finding => finding.Waiver is null).Select(finding => finding.Message));
        Assert.Equal(GateOutcome.AsExpected, result.Outcome);
    }

    [Fact]
    public void What_is_written_from_an_encrypted_host_is_not_met_by_a_plain_one()
    {
        var written = Read(ExpectationFile.From(Host("weave-sleeve-encrypted/node1")));

        Assert.Contains(
            OverlayGate.Evaluate([Host("weave-sleeve-plain/node1")], written, Today, []).Counting,
            finding => finding.Rule == "ChannelEncrypted"
        );
    }

    [Fact]
    public void The_documents_example_is_read()
    {
        var text = File.ReadAllText(Path.Combine(RecordedHosts.Folder, "..", "..", "docs", "reference", "expectations.md"));
        var start = text.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        var example = Read(text[start..text.IndexOf("```", start, StringComparison.Ordinal)]);

        Assert.Equal(
            (1, 2, 1, 1, 1),
            (example.Solutions.Count, example.Aspects.Count, example.Encryption.Count, example.Subnets.Count, example.Waivers.Count)
        );
        Assert.Equal("network team", example.Waivers[0].Owner);
    }

    [Fact]
    public void The_schema_names_the_properties_and_words_that_the_reader_takes()
    {
        var schema = JObject.Parse(ExpectationFile.Schema);
        string[] Names(string list) =>
            [.. ((JObject)schema["properties"]![list]!["items"]!["properties"]!).Properties().Select(property => property.Name)];

        foreach (var list in new[] { "findings", "solutions", "aspects", "encryption", "subnets", "waivers" })
        {
            var error = Assert.Throws<NetAuditException>(() => Of($"'{list}': [{{ 'zzzzzzzz': 1 }}]"));
            var taken = error
                .Message[(error.Message.IndexOf("expected one of: ", StringComparison.Ordinal) + "expected one of: ".Length)..]
                .Split(", ");
            Assert.Equal(taken.Order(), Names(list).Order());
        }

        var top = Assert.Throws<NetAuditException>(() => Of("'zzzzzzzz': 1")).Message;
        Assert.All(
            ((JObject)schema["properties"]!).Properties(),
            property =>
                Assert.Equal(
                    "netaudit.json, zzzzzzzz (line 1): unknown property 'zzzzzzzz'; expected one of: $schema, version, "
                        + "edition, inconclusive, onlyThese, findings, solutions, aspects, encryption, subnets, waivers",
                    top
                )
        );
        Assert.Equal(HostAudit.Aspects.Order(), schema.SelectToken("definitions.aspect.enum")!.Values<string>().Order());
        Assert.Equal(HostAudit.Solutions.Order(), schema.SelectToken("definitions.solution.enum")!.Values<string>().Order());
        Assert.Equal(
            Enum.GetNames<SolutionState>().Append("Absent"),
            schema.SelectToken("properties.solutions.items.properties.states.items.enum")!.Values<string>()
        );
        Assert.Equal(Enum.GetNames<InconclusiveCounts>(), schema.SelectToken("definitions.inconclusive.enum")!.Values<string>());
        var conditions = schema.SelectTokens("properties.aspects.items.allOf[*]").ToList();
        Assert.Equal(HostAudit.Aspects, conditions.Select(condition => (string)condition.SelectToken("if.properties.aspect.const")!));
        foreach (var condition in conditions)
        {
            var aspect = (string)condition.SelectToken("if.properties.aspect.const")!;
            Assert.Equal(ExpectationReader.ValuesOf(aspect), condition.SelectToken("then.properties.values.items.enum")!.Values<string>());
        }
    }
}
