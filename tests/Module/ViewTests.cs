using System.Management.Automation;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Module.Tests;

/// <summary>The text that people see. It is one class, as the process has only one $PSStyle.</summary>
public sealed class ViewTests
{
    private const string Escape = "\u001b";

    [Fact]
    public void The_audit_is_a_table_a_host_and_solution_without_escape_codes_in_plain_text()
    {
        var text = Shown($"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")}", OutputRendering.PlainText);

        Assert.Contains("Host: sw1: DockerOverlay, compared with edition blog-2015 (of 2015-11-15)", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Aspect +Documented +Observed +Status, today +Basis *$", text);
        Assert.Matches(@"(?m)^NetworkModel +VxLAN +VXLAN on UDP 4789.* Match +Observed *\r?\n.* Match *\r?$", text);
        Assert.DoesNotContain(Escape, text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public void A_status_is_in_colour_where_the_host_shows_colour()
    {
        var text = Shown($"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")}", OutputRendering.Host, colour: true);

        Assert.Contains($"{Escape}[32mMatch{Escape}[0m", text, StringComparison.Ordinal);
        Assert.Contains($"{Escape}[36mOutdated{Escape}[0m", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Colour_is_off_where_the_user_turned_it_off() =>
        Assert.DoesNotContain(
            Escape,
            Shown($"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")}", OutputRendering.PlainText, colour: true),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Get-OverlaySolution", "Name +Backend +Version +State +Confidence +Own findings +Networks", "DockerOverlay +swarm")]
    [InlineData(
        "Get-OverlayNetwork",
        "Name +Driver +Subnets +MTU, VNI +Endpoints +Encryption",
        "ov1 +overlay +10.0.1.0/24 +1450 +\\d+ here +No *\\r?\\n +DockerOverlay +4097"
    )]
    [InlineData(
        "Get-OverlayEndpoint",
        "Container +Network +Link +Mtu +Basis +Addresses, host link",
        "c1 +ov1 +eth0 +1450 +Observed +10.0.1.2/24 +veth"
    )]
    public void Each_kind_of_row_has_its_columns_and_all_fit(string command, string header, string row)
    {
        var text = Shown($"{command} -Path {Repository.Host("overlay-swarm/sw1")}", OutputRendering.PlainText);

        Assert.Contains("Host: sw1", text, StringComparison.Ordinal);
        Assert.Matches($"(?m)^{header}", text);
        Assert.Matches($"(?m)^{row}", text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public void The_matrix_is_shown_aspect_by_aspect()
    {
        var text = Shown("Get-OverlayMatrix -Aspect EncryptionChannel", OutputRendering.PlainText);

        Assert.Contains("Aspect: Encryption Channel (EncryptionChannel), blog-2015", text, StringComparison.Ordinal);
        Assert.Matches("(?m)^Weave +NaCl Library ", text);
    }

    [Fact]
    public void A_snapshot_is_shown_in_one_line()
    {
        var text = Shown($"Import-OverlaySnapshot {Repository.Host("overlay-swarm/sw1")}", OutputRendering.PlainText);

        Assert.Matches(@"(?m)^Host +CollectedAt +Engine +Networks +Containers +Gaps +Source", text);
        Assert.Matches(@"(?m)^sw1 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +20\.10\.\S+ +24 ", text);
    }

    [Fact]
    public void Control_characters_in_a_name_are_spelled_out_not_sent_to_the_terminal_and_can_still_be_had()
    {
        const string Name = "a\u001b[2J\u001b]0;owned\u0007\u202eb";
        var host = RecordedPathTests.Snapshot(Name) with
        {
            Networks =
            [
                new Network
                {
                    Id = "aa",
                    Name = Name,
                    Driver = "bridge",
                    Scope = "local",
                },
            ],
            Gaps =
            [
                new Gap
                {
                    Kind = GapKind.NeedsRoot,
                    Subject = Name,
                    Reason = "needs root",
                },
            ],
        };

        var text = Shown("$node | Get-OverlayNetwork -Verbose", OutputRendering.Host, colour: true, host);
        using var session = new ModuleSession();
        session.Set("node", host);

        Assert.Contains(@"a\u001B[2J\u001B]0;owned\u0007\u202Eb", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0007", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
        Assert.Equal(Name, session.Run("$node | Get-OverlayNetwork").Rows<OverlayNetwork>().Single().GetRawName());
        Assert.DoesNotContain(Escape, session.Run("$node | Get-OverlayNetwork -AsJson").Rows<string>().Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void Every_table_fits_the_screen_and_uses_it(int width)
    {
        var swarm = Repository.Host("overlay-swarm/sw1");
        var weave = Repository.Host("weave-sleeve-plain/node1");
        string[] scripts =
        [
            $"Get-OverlayFeature -Path {swarm}",
            $"Get-OverlayFinding -Path {swarm}, {weave}",
            $"Get-OverlayEndpoint -Path {swarm}",
            $"Get-OverlayNetwork -Path {swarm}",
            $"Get-OverlaySolution -Path {swarm}, {weave}",
            $"Get-OverlayTopology -Path {swarm}",
            $"Import-OverlaySnapshot {swarm}, {weave}",
            $"Compare-OverlaySnapshot {swarm} {weave}",
            "Get-OverlayMatrix",
            "Get-OverlayMatrix -Compare blog-2015, current",
        ];

        var texts = scripts.ToDictionary(script => script, script => Shown(script, OutputRendering.PlainText, width: width));

        // The line of counts below is a sentence, which the terminal itself breaks.
        var lines = texts
            .Values.SelectMany(text => text.Split('\n'))
            .Where(line =>
                !line.Contains(" of its rules", StringComparison.Ordinal) && !line.Contains(" rows: ", StringComparison.Ordinal)
            );
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.DoesNotContain("\n015", texts["Get-OverlayMatrix"], StringComparison.Ordinal);
        Assert.Matches(@"(?m) Incorrect +0\.20\.0 ", texts["Get-OverlayMatrix -Compare blog-2015, current"]);
        Assert.Matches(@"(?m) AtPublication *\r?$", texts["Get-OverlayMatrix -Compare blog-2015, current"]);
        Assert.Matches("(?m)^Name +Driver +Subnets +MTU, VNI +Endpoints +Encryption", texts[scripts[3]]);
        Assert.Contains("fe80::42:acff:fe15:2/64", texts[scripts[2]], StringComparison.Ordinal);
        Assert.Equal(width >= 120, texts[scripts[2]].Contains("veth668080c (br-5b9271da5bae)", StringComparison.Ordinal));
        string[] wide = [scripts[0], scripts[1], scripts[8], scripts[9]];
        Assert.All(wide, script => Assert.Contains(texts[script].Split('\n'), line => line.TrimEnd().Length > Math.Min(width - 20, 140)));
    }

    [Fact]
    public void A_task_of_the_swarm_is_shown_without_its_id_in_what_was_observed()
    {
        var text = Shown($"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")} -Aspect NameService", OutputRendering.PlainText);

        Assert.Matches(@"\bweb\.2[\s,]", text);
        Assert.DoesNotContain("zr3qo6jzj9gccjd50nq7am57z", text, StringComparison.Ordinal);
    }

    private static string Shown(
        string script,
        OutputRendering rendering,
        bool colour = false,
        HostSnapshot? node = null,
        int width = Screen.Usual
    )
    {
        using var session = new ModuleSession(colour, width);
        session.Set("node", node);
        PSStyle.Instance.OutputRendering = rendering;
        var outcome = session.Run($"{script} | Out-Default");
        Assert.Null(outcome.Thrown?.ToString());
        Assert.Empty(outcome.Errors);
        return session.Screen.Text;
    }
}
