using System.Diagnostics;
using System.Management.Automation;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests;

public sealed class LiveHostTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task A_live_engine_is_read_and_each_call_is_told_under_Verbose()
    {
        await using var engine = new FakeEngine();
        var outcome = _session.Run($"Get-OverlaySolution -DockerHost {engine.Endpoint} -Verbose");

        Assert.Empty(outcome.Rows<OverlaySolution>());
        Assert.Contains(outcome.Verbose, line => line.Contains("/networks", StringComparison.Ordinal));
        Assert.NotEmpty(engine.Requests);
    }

    [Fact]
    public async Task DOCKER_HOST_is_not_needed_where_engines_come_through_the_pipeline()
    {
        await using var first = new FakeEngine();
        await using var second = new FakeEngine();
        first.Answers["/info"] = (200, """{"Name":"first","OSType":"linux"}""");
        second.Answers["/info"] = (200, """{"Name":"second","OSType":"linux"}""");
        first.Answers["/networks"] = second.Answers["/networks"] = (
            200,
            """[{"Name":"bridge","Id":"aa","Driver":"bridge","Scope":"local"}]"""
        );

        var rows = _session.Run($"'{first.Endpoint}', '{second.Endpoint}' | Get-OverlayNetwork").Rows<OverlayNetwork>();

        Assert.Equal([("first", "bridge"), ("second", "bridge")], rows.Select(row => (row.Host, row.Name)));
    }

    [Fact]
    public void An_only_engine_that_can_not_be_reached_ends_the_command()
    {
        var thrown = _session.Failure("Get-OverlayFeature -DockerHost unix:///nowhere/docker.sock; 'not here'");

        Assert.Equal("EngineUnreachable,NetAudit.PowerShell.GetOverlayFeatureCommand", thrown.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, thrown.CategoryInfo.Category);
        Assert.Equal("unix:///nowhere/docker.sock", thrown.TargetObject);
        Assert.Contains("-DockerHost", thrown.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Among_several_engines_one_that_can_not_be_reached_is_an_error_and_the_others_are_read()
    {
        await using var engine = new FakeEngine();
        engine.Answers["/networks"] = (200, """[{"Name":"bridge","Id":"aa","Driver":"bridge","Scope":"local"}]""");
        var outcome = _session.Run($"Get-OverlayNetwork -DockerHost unix:///nowhere/docker.sock, {engine.Endpoint}");

        Assert.Null(outcome.Thrown);
        Assert.Equal("unix:///nowhere/docker.sock", Assert.Single(outcome.Errors).TargetObject);
        Assert.Equal(["bridge"], outcome.Values("Name"));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_in_time_is_an_error_that_says_so()
    {
        await using var engine = new FakeEngine();
        engine.Hanging.Add("/networks");
        var thrown = _session.Failure($"Get-OverlayFeature -DockerHost {engine.Endpoint} -Timeout 1");

        Assert.Equal("CollectionTimeout,NetAudit.PowerShell.GetOverlayFeatureCommand", thrown.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, thrown.CategoryInfo.Category);
    }

    [Fact]
    public async Task A_progress_bar_is_closed_also_where_the_reading_did_not_come_to_its_end()
    {
        await using var engine = new FakeEngine();
        engine.Answers["/networks"] = (
            200,
            """[{"Name":"one","Id":"aa","Driver":"bridge","Scope":"local"},{"Name":"two","Id":"bb","Driver":"bridge","Scope":"local"}]"""
        );
        engine.Hanging.Add("/networks/bb");
        var outcome = _session.Run($"Get-OverlayNetwork -DockerHost {engine.Endpoint} -Timeout 1 -ErrorAction SilentlyContinue");

        Assert.Contains(outcome.Progress, record => record is { StatusDescription: "1 of 2", RecordType: ProgressRecordType.Processing });
        Assert.Equal(ProgressRecordType.Completed, outcome.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Stopping_the_pipeline_ends_a_hanging_collection_at_once()
    {
        await using var engine = new FakeEngine();
        engine.Hanging.Add("/networks");
        using var pipeline = _session.Pipeline($"Get-OverlayFeature -DockerHost {engine.Endpoint}");
        var running = pipeline.BeginInvoke();
        while (!engine.Requests.Any(line => line.Contains("/networks", StringComparison.Ordinal)))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.False(running.IsCompleted);
        var clock = Stopwatch.StartNew();
        pipeline.Stop();

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"{clock.Elapsed}");
        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
    }

    [Theory]
    [InlineData("-Timeout 0")]
    [InlineData("-Timeout 3601")]
    [InlineData("-ThrottleLimit 0")]
    public void Bounds_that_make_no_sense_are_refused(string parameter) =>
        Assert.StartsWith(
            "ParameterArgumentValidationError",
            _session.Failure($"Get-OverlayFeature {parameter}").FullyQualifiedErrorId,
            StringComparison.Ordinal
        );
}
