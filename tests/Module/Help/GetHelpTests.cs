using System.Collections;
using System.Management.Automation;
using System.Xml.Linq;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Help;

public sealed class GetHelpTests(HelpSession help) : IClassFixture<HelpSession>
{
    private static readonly string[] s_everyCmdletHas = [.. Cmdlet.CommonParameters];

    public static TheoryData<string> CmdletNames
    {
        get
        {
            using var session = new HelpSession();
            return
            [
                .. session.Session.Run("Get-Command -Module NetAudit").Output.Select(command => ((CommandInfo)command.BaseObject).Name),
            ];
        }
    }

    public static TheoryData<string> Topics =>
        [
            "about_NetAudit",
            "about_NetAudit_Aspects",
            "about_NetAudit_Editions",
            "about_NetAudit_Expectations",
            "about_NetAudit_Findings",
            "about_NetAudit_Probes",
            "about_NetAudit_Bundles",
        ];

    [Theory]
    [MemberData(nameof(CmdletNames))]
    public void A_cmdlet_has_its_help(string cmdlet)
    {
        var full = Assert.Single(help.Session.Run($"Get-Help {cmdlet} -Full").Output);

        Assert.NotEmpty(Text(full, "Synopsis"));
        Assert.DoesNotContain($"{cmdlet} [", Text(full, "Synopsis"), StringComparison.Ordinal);
        Assert.NotEmpty(Text(full, "description"));
        Assert.NotEmpty(List(full, "returnValues", "returnValue"));
        Assert.All(List(full, "returnValues", "returnValue"), type => Assert.NotEmpty(Text(type, "description")));
        Assert.True(List(full, "examples", "example").Count >= 3);
        Assert.NotEmpty(List(full, "relatedLinks", "navigationLink"));
    }

    [Theory]
    [MemberData(nameof(CmdletNames))]
    public void Help_explains_each_parameter_and_has_its_facts_from_the_cmdlet(string cmdlet)
    {
        var info = (CommandInfo)Assert.Single(help.Session.Run($"Get-Command {cmdlet}").Output).BaseObject;
        var told = List(Assert.Single(help.Session.Run($"Get-Help {cmdlet} -Full").Output), "parameters", "parameter")
            .ToDictionary(parameter => Text(parameter, "name"));

        Assert.Equal(info.Parameters.Keys.Except(s_everyCmdletHas).Order(), told.Keys.Order());
        Assert.All(told.Values, parameter => Assert.NotEmpty(Text(parameter, "description")));
        Assert.All(
            told,
            pair => Assert.Equal(info.Parameters[pair.Key].ParameterType.Name, Text((PSObject)pair.Value.Properties["type"].Value, "name"))
        );
        Assert.All(
            told,
            pair =>
                Assert.Equal(
                    info.Parameters[pair.Key].Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "true" : "false",
                    Text(pair.Value, "globbing")
                )
        );
    }

    [Fact]
    public void Help_shows_a_parameters_default_range_and_aliases()
    {
        PSObject Parameter(string cmdlet, string name) => Assert.Single(help.Session.Run($"Get-Help {cmdlet} -Parameter {name}").Output);

        Assert.Equal("60", Text(Parameter("Get-OverlayFeature", "Timeout"), "defaultValue"));
        Assert.Contains("From 1 to 3600.", Text(Parameter("Get-OverlayFeature", "Timeout"), "description"), StringComparison.Ordinal);
        Assert.Equal("netaudit.json", Text(Parameter("Test-OverlayFeature", "Expectation"), "defaultValue"));
        Assert.Equal("0", Text(Parameter("Test-OverlayFeature", "Expectation"), "position"));
        Assert.Equal("PSPath, FullName", Text(Parameter("Get-OverlayNetwork", "LiteralPath"), "aliases"));
        Assert.Equal("True (ByPropertyName)", Text(Parameter("Get-OverlayNetwork", "LiteralPath"), "pipelineInput"));
    }

    [Theory]
    [InlineData("Invoke-OverlayProbe", "Check")]
    [InlineData("Export-OverlayReport", "Format")]
    [InlineData("Assert-OverlayFeature", "ReportFormat")]
    [InlineData("Get-OverlaySolution", "Name")]
    public void Help_names_all_values_that_the_tab_key_offers(string cmdlet, string parameter)
    {
        var offered = help.Session.Complete($"{cmdlet} -{parameter} ");
        var text = Text(Assert.Single(help.Session.Run($"Get-Help {cmdlet} -Parameter {parameter}").Output), "description");

        Assert.NotEmpty(offered);
        Assert.All(offered, value => Assert.Contains(value, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_topic_of_aspects_has_a_heading_for_each_and_that_of_probes_each_check()
    {
        var aspects = help.Session.Complete("Get-OverlayMatrix -Aspect ");
        var checks = help.Session.Complete("Invoke-OverlayProbe -Check ");
        string Topic(string name) => Assert.Single(help.Session.Run($"Get-Help about_NetAudit_{name}").Output).ToString();

        Assert.Equal(10, aspects.Count);
        Assert.All(aspects, aspect => Assert.Contains($"\n{aspect}\n", Topic("Aspects"), StringComparison.Ordinal));
        Assert.All(checks, check => Assert.Contains(check, Topic("Probes"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void An_about_topic_is_found_and_fits_the_screen(string topic)
    {
        var text = Assert.Single(help.Session.Run($"Get-Help {topic}").Output).ToString();
        var lines = text.ReplaceLineEndings("\n").Split('\n');

        Assert.Equal(["TOPIC", $"    {topic}", "", "SHORT DESCRIPTION"], lines[..4]);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain(
            lines,
            line => line.Contains("](", StringComparison.Ordinal) || line.Contains("**", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Topics_are_listed_with_what_they_are_about()
    {
        var found = help.Session.Run("Get-Help about_NetAudit*").Output;

        Assert.Equal(Topics.Select(row => row.Data).Order(), found.Select(topic => Text(topic, "Name")).Order());
        Assert.All(found, topic => Assert.NotEmpty(Text(topic, "Synopsis")));
    }

    [Fact]
    public void The_cmdlets_help_is_wellformed()
    {
        var file = XDocument.Load(Path.Combine(Path.GetDirectoryName(Repository.Manifest)!, "en-US", "NetAudit.PowerShell.dll-Help.xml"));
        XNamespace command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

        Assert.Equal(
            CmdletNames.Select(row => row.Data).Order(),
            file.Descendants(command + "details").Select(details => details.Element(command + "name")!.Value).Order()
        );
    }

    /// <summary>A property's text, or the text of its paragraphs if it has any.</summary>
    private static string Text(PSObject owner, string property) =>
        owner.Properties[property]?.Value switch
        {
            string text => text.Trim(),
            PSObject { BaseObject: string text } => text.Trim(),
            IEnumerable paragraphs => string.Join(
                '\n',
                paragraphs.Cast<object>().Select(paragraph => Text(PSObject.AsPSObject(paragraph), "Text"))
            ),
            PSObject paragraph => Text(paragraph, "Text"),
            _ => "",
        };

    private static IReadOnlyList<PSObject> List(PSObject owner, string property, string item) =>
        (owner.Properties[property]?.Value as PSObject)?.Properties[item]?.Value switch
        {
            PSObject { BaseObject: IEnumerable many } => [.. many.Cast<object>().Select(PSObject.AsPSObject)],
            IEnumerable many => [.. many.Cast<object>().Select(PSObject.AsPSObject)],
            PSObject one => [one],
            _ => [],
        };
}
