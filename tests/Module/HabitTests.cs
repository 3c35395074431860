using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests;

/// <summary>The habits that PowerShell users expect of any cmdlet.</summary>
public sealed class HabitTests : IDisposable
{
    private readonly ModuleSession _session = new();

    private static string Sw1 => Repository.Host("overlay-swarm/sw1");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-OverlayNetwork -Path FILE -Name ov", "ov1")]
    [InlineData("Get-OverlayNetwork -Path FILE -Driver mac", "macvlan")]
    [InlineData("Get-OverlayEndpoint -Path FILE -Container c", "c1")]
    [InlineData("Get-OverlayEndpoint -Path FILE -Network docker_g", "docker_gwbridge")]
    [InlineData("Get-OverlayFinding -Rule NetworkNot", "NetworkNotAllocated")]
    public void Names_that_are_there_are_completed(string line, string name)
    {
        IReadOnlyList<string> names = [];

        // Half a second is too short for the first completion on a busy machine. A user would press Tab again.
        SpinWait.SpinUntil(
            () => (names = [.. _session.Complete(line.Replace("FILE", Sw1, StringComparison.Ordinal))]).Contains(name),
            TimeSpan.FromSeconds(30)
        );
        Assert.Contains(name, names);
    }

    [Theory]
    [InlineData("Get-OverlayNetwork -Path FILE -Name nope", "NetworkNotFound")]
    [InlineData("Get-OverlayEndpoint -Path FILE -Container nope", "ContainerNotFound")]
    [InlineData("Get-OverlayEndpoint -Path FILE -Network nope", "NetworkNotFound")]
    public void A_name_that_nothing_has_is_an_error_and_a_pattern_is_none(string line, string id)
    {
        var script = line.Replace("FILE", Sw1, StringComparison.Ordinal);

        Assert.StartsWith(id, Assert.Single(_session.Run(script).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.Run(script + "*").Errors);
    }

    [Theory]
    [InlineData("Get-OverlayNetwork shop_back", "-Name shop_back")]
    [InlineData("Get-OverlayEndpoint web", "-Container web")]
    [InlineData("Get-OverlayFinding MtuTooLarge", "-Rule MtuTooLarge")]
    [InlineData("Get-OverlaySolution -Path FILE | Get-OverlayFeature", "Import-OverlaySnapshot")]
    public void What_is_given_in_the_place_of_an_engine_gets_a_hint(string line, string hint)
    {
        var error = Assert.Single(_session.Run(line.Replace("FILE", Sw1, StringComparison.Ordinal)).Errors);

        Assert.StartsWith("EndpointInvalid", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(hint, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix:///nowhere/1.sock")]
    [InlineData("unix:///nowhere/1.sock, unix:///nowhere/2.sock")]
    public void ErrorAction_says_whether_a_dead_engine_ends_a_script(string hosts)
    {
        var silent = _session.Run($"Get-OverlayFinding -DockerHost {hosts} -ErrorAction SilentlyContinue; 'went on'");
        var stopped = _session.Run($"Get-OverlayFinding -DockerHost {hosts} -ErrorAction Stop; 'went on'");

        Assert.Equal((null, 0, "went on"), (silent.Thrown, silent.Errors.Count, Assert.Single(silent.Output).ToString()));
        Assert.StartsWith("EngineUnreachable", stopped.Thrown!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(stopped.Output);
    }

    [Theory]
    [InlineData("Get-OverlayFeature -Path FILE", true)]
    [InlineData("if ($true) { foreach ($i in 1) { Get-OverlayFeature -Path FILE } }", true)]
    [InlineData("function Audit { Get-OverlayFeature -Path FILE }; Audit", true)]
    [InlineData("& { Get-OverlayFeature -Path FILE } | Out-Default", true)]
    [InlineData("$rows = Get-OverlayFeature -Path FILE", false)]
    [InlineData("$rows = if ($true) { Get-OverlayFeature -Path FILE }", false)]
    [InlineData("function Audit { Get-OverlayFeature -Path FILE }; $rows = Audit", false)]
    [InlineData("@(Get-OverlayFeature -Path FILE).Count", false)]
    [InlineData("foreach ($row in Get-OverlayFeature -Path FILE) { }", false)]
    [InlineData("Get-OverlayFeature -Path FILE | ForEach-Object { }", false)]
    [InlineData("[string]::Join(',', (Get-OverlayFeature -Path FILE))", false)]
    public void The_line_of_counts_comes_where_rows_are_shown_and_nowhere_else(string script, bool isShown)
    {
        using var pipeline = _session.Pipeline(script.Replace("FILE", Sw1, StringComparison.Ordinal));
        _ = pipeline.Invoke();

        Assert.Equal(isShown, pipeline.Streams.Information.Any(line => line.ToString().StartsWith("10 rows: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_name_that_one_of_several_hosts_has_is_no_error() =>
        Assert.NotEmpty(
            _session.Run($"Get-OverlayNetwork -Path {Sw1}, {Repository.Host("overlay-swarm/sw2")} -Name dup_unalloc").Rows<OverlayNetwork>()
        );
}
