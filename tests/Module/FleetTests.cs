using System.Diagnostics;
using System.Text;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests;

/// <summary>Many hosts in one pipeline, some of them broken.</summary>
public sealed class FleetTests : IAsyncLifetime
{
    private const int Hosts = 200;
    private const int BrokenEach = 10;

    /// <summary>The delay of each answer of a slow engine, which is read nevertheless.</summary>
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromMilliseconds(150);

    private readonly ModuleSession _session = new();
    private readonly List<FakeEngine> _engines = [];

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        foreach (var engine in _engines)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public void Of_two_hundred_replayed_engines_twenty_broken_ones_are_an_error_each_and_all_others_give_their_rows_in_order()
    {
        var answers = ReplayedEngine.Answers("overlay-swarm/sw1");
        for (var at = 0; at < Hosts; at++)
        {
            _engines.Add(ReplayedEngine.Start(answers, "sw1", $"host{at:000}"));
        }

        var broken = Enumerable.Range(0, Hosts).Where(at => at % BrokenEach == 7).ToList();
        foreach (var at in broken)
        {
            Break(_engines[at], at / BrokenEach % 4);
        }

        foreach (var slow in Enumerable.Range(0, Hosts).Where(at => at % BrokenEach == 3).Select(at => _engines[at]))
        {
            slow.Handler = async (_, _, _, end) =>
            {
                await Task.Delay(SlowAnswer, end);
                return null;
            };
        }

        _session.Set("hosts", _engines.Select(engine => engine.Endpoint).ToArray());
        var clock = Stopwatch.StartNew();
        var outcome = _session.Run("$hosts | Get-OverlayNetwork -Name ov1 -Timeout 20 -ThrottleLimit 16 -WarningAction SilentlyContinue");

        Assert.Equal(
            Enumerable.Range(0, Hosts).Except(broken).Select(at => $"host{at:000}"),
            outcome.Output.Select(row => Assert.IsType<OverlayNetwork>(row.BaseObject).Host)
        );
        Assert.Equal(broken.Select(at => _engines[at].Endpoint), outcome.Errors.Select(error => $"{error.TargetObject}"));
        Assert.All(outcome.Errors, error => Assert.NotEmpty(error.ErrorDetails.RecommendedAction));
        Assert.Equal(
            ["EngineUnreachable", "EngineAnswerInvalid", "EngineUnreachable", "CollectionTimeout"],
            outcome.Errors.Take(4).Select(error => error.FullyQualifiedErrorId.Split(',')[0])
        );
        Assert.Contains(outcome.Progress, bar => bar.StatusDescription.StartsWith("100 of 200 done; under way: unix://"));
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, outcome.Progress[^1].RecordType);
        TestContext.Current.SendDiagnosticMessage($"{Hosts} engines in {clock.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public void Two_names_of_one_host_are_one_host()
    {
        var answers = ReplayedEngine.Answers("overlay-swarm/sw1");
        _engines.AddRange([ReplayedEngine.Start(answers, "sw1", "one"), ReplayedEngine.Start(answers, "sw1", "one")]);
        var (first, second) = (_engines[0].Endpoint, _engines[1].Endpoint);

        var outcome = _session.Run($"Get-OverlayNetwork -Name ov1 -DockerHost {first}, {second}, {first}");

        Assert.Equal(["one"], outcome.Rows<OverlayNetwork>().Select(row => row.Host));
        Assert.Contains($"{second} is the host one again, which was read at {first}: it counts once.", outcome.Warnings);
    }

    [Fact]
    public async Task One_broken_host_among_others_is_seen_in_the_exit_code()
    {
        _engines.Add(ReplayedEngine.Start(ReplayedEngine.Answers("overlay-swarm/sw1"), "sw1", "one"));

        var run = await ShellRun.Of(
            "-Command",
            $"Get-OverlayNetwork -Name ov1 -DockerHost {_engines[0].Endpoint}, unix:///nowhere/docker.sock"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ov1", run.Out, StringComparison.Ordinal);
        Assert.Contains("unix:///nowhere/docker.sock", run.Error, StringComparison.Ordinal);
    }

    private static void Break(FakeEngine engine, int way)
    {
        switch (way)
        {
            case 0: // No engine listens.
                File.Delete(engine.Path);
                break;
            case 1: // The engine answers garbage.
                engine.Raw["/version"] = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n<html>");
                break;
            case 2: // The engine closes the connection in the middle of an answer.
                engine.Raw["/version"] = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"Version\":");
                break;
            default: // The engine hangs.
                engine.Hanging.Add("/networks");
                break;
        }
    }
}
