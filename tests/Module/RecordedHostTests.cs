using NetAudit.Module.Tests.Support;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests;

public sealed class RecordedHostTests
{
    private static readonly Dictionary<string, Type> s_rows = new()
    {
        ["Get-OverlayFeature"] = typeof(OverlayFeature),
        ["Get-OverlaySolution"] = typeof(OverlaySolution),
        ["Get-OverlayNetwork"] = typeof(OverlayNetwork),
        ["Get-OverlayEndpoint"] = typeof(OverlayEndpoint),
    };

    public static TheoryData<string> Commands => [.. s_rows.Keys];

    [Fact]
    public void An_audit_of_a_recorded_host_has_ten_rows_for_its_solution()
    {
        using var session = new ModuleSession();
        var rows = session.Run($"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")}").Rows<OverlayFeature>();

        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(("sw1", "DockerOverlay", "blog-2015"), (row.Host, row.Solution, row.Edition)));
        Assert.StartsWith("VXLAN", Assert.Single(rows, row => row.Aspect == "NetworkModel").Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Aspects_are_chosen_by_name()
    {
        using var session = new ModuleSession();
        var outcome = session.Run(
            $"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")} -Aspect NameService, Network* | Where-Object Status -eq "
                + $"Outdated"
        );

        Assert.Equal(["NameService"], outcome.Values("Aspect"));
    }

    [Fact]
    public void Snapshots_go_through_the_pipeline_by_value()
    {
        using var session = new ModuleSession();
        var outcome = session.Run(
            $"$hosts = Import-OverlaySnapshot {Repository.Host("overlay-swarm/sw1")}, {Repository.Host("weave-stopped/node2")}; $hosts | "
                + $"Get-OverlaySolution; Get-OverlaySolution -InputObject $hosts"
        );

        Assert.Equal(["DockerOverlay", "Weave", "DockerOverlay", "Weave"], outcome.Values("Name"));
    }

    [Fact]
    public void Networks_and_endpoints_are_chosen_by_name()
    {
        using var session = new ModuleSession();
        var host = Repository.Host("overlay-swarm/sw1");

        Assert.Equal(["ov1", "ov2"], session.Run($"Get-OverlayNetwork -Path {host} -Name OV[12]").Values("Name"));
        Assert.All(
            session.Run($"Get-OverlayNetwork -Path {host} -Driver macvlan").Values("Driver"),
            driver => Assert.Equal("macvlan", driver)
        );
        Assert.Equal(["c1"], session.Run($"Get-OverlayEndpoint -Path {host} -Container c1 -Network ov*").Values("Container"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Json_is_one_array_with_exactly_the_rows_properties(string command)
    {
        using var session = new ModuleSession();
        var host = Repository.Host("weave-sleeve-plain/node1");
        var rows = session.Run($"{command} -Path {host}").Output;
        var json = Assert.Single(session.Run($"{command} -Path {host} -AsJson").Rows<string>());
        var parsed = JArray.Parse(json);

        Assert.NotEmpty(rows);
        Assert.Equal(rows.Count, parsed.Count);
        Assert.All(
            parsed,
            row =>
                Assert.Equal(
                    s_rows[command].GetProperties().Select(property => property.Name),
                    ((JObject)row).Properties().Select(property => property.Name)
                )
        );
        Assert.Equal(rows[0].Properties["Host"].Value, (string?)parsed[0]["Host"]);
    }

    [Fact]
    public void Json_of_no_rows_is_an_empty_array_and_dates_are_utc()
    {
        using var session = new ModuleSession();
        var empty = session
            .Run($"Get-OverlayFeature -Path {Repository.Host("plain-docker-bridge-only/sx1")} -AsJson -WarningAction Ignore")
            .Rows<string>();
        var row = Assert.Single(
            session.Run($"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")} -Aspect NetworkModel -AsJson").Rows<string>()
        );

        Assert.Equal("[]", Assert.Single(empty));
        Assert.Matches("\"CollectedAt\": \"[0-9T:.-]+Z\"", row);
    }
}
