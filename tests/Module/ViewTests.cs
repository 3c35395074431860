using System.Management.Automation;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Module.Tests;

/// <summary>What people see. One class, as $PSStyle is one for the process.</summary>
public sealed class ViewTests
{
    private const string Escape = "\u001b";

    [Fact]
    public void The_audit_is_a_table_a_host_and_solution_without_escape_codes_in_plain_text()
    {
        var text = Shown($"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")}", OutputRendering.PlainText);

        Assert.Contains("Host: sw1: DockerOverlay, compared with blog-2015", text, StringComparison.Ordinal);
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
    [InlineData("Get-OverlaySolution", "Name +Backend +Version +State +Confidence +Findings +Networks", "DockerOverlay +swarm")]
    [InlineData(
        "Get-OverlayNetwork",
        "Name +Driver +Solution +Subnets +Mtu +Vni +Encryption +Endpoints",
        "ov1 +overlay +DockerOverlay +10.0.1.0/24 +1450 +4097 +No +\\d+"
    )]
    [InlineData(
        "Get-OverlayEndpoint",
        "Container +Network +Link +Addresses +Mtu +Basis +HostLink",
        "c1 +ov1 +eth0 +10.0.1.2/24 +1450 +Observed +veth"
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

        Assert.Contains("Aspect: Encryption Channel (EncryptionChannel), edition blog-2015", text, StringComparison.Ordinal);
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
        var host = RecordedHostTests.Snapshot(Name) with
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

    private static string Shown(string script, OutputRendering rendering, bool colour = false, HostSnapshot? node = null)
    {
        using var session = new ModuleSession(colour);
        session.Set("node", node);
        PSStyle.Instance.OutputRendering = rendering;
        var outcome = session.Run($"{script} | Out-Default");
        Assert.Null(outcome.Thrown?.ToString());
        Assert.Empty(outcome.Errors);
        return session.Screen.Text;
    }
}
