using System.Text;

namespace NetAudit.Library.Tests.Collection.Engine;

public sealed class LiveHostTests : LiveHostTestBase
{
    [Fact]
    public async Task A_host_is_collected_with_get_requests_in_the_api_version_that_both_speak()
    {
        await using var engine = new FakeEngine();
        engine.Answers["/networks"] = (
            200,
            """
            [{"Name":"br1","Id":"b1","Driver":"bridge","Scope":"local"},{"Name":"ov1","Id":"o1","Driver":"overlay",
            "Scope":"swarm"},{"Name":"host","Id":"h1","Driver":"host","Scope":"local"}]
            """
        );
        engine.Answers["/networks/b1"] = (
            200,
            """{"Name":"br1","Id":"b1","Driver":"bridge","Containers":{"c1":{"IPv4Address":"172.18.0.2/16"}}}"""
        );
        engine.Answers["/networks/o1?verbose=true"] = (200, """{"Name":"ov1","Id":"o1","Driver":"overlay","Peers":[{"IP":"10.99.0.1"}]}""");
        engine.Answers["/containers/json?all=1"] = (
            200,
            """
            [{"Id":"c1","Names":["/web"],"Image":"web","State":"running"},{"Id":"c2","Names":["/weave"],
            "Image":"weaveworks/weave:2.8.1","State":"running"}]
            """
        );
        engine.Answers["/containers/c2/json"] = (200, """{"Id":"c2","Config":{"Env":["WEAVE_PASSWORD=hunter2"]},"State":{"Pid":0}}""");

        var host = await CollectAsync(engine);

        Assert.Equal(("host1", "engine " + engine.Endpoint, "28.5.2"), (host.Host, host.Source, host.Engine!.Version));
        Assert.Equal(["br1", "host", "ov1"], host.Networks!.Select(network => network.Name));
        Assert.Equal("172.18.0.2/16", Assert.Single(host.Networks!.Single(network => network.Name == "br1").Endpoints!).IPv4Address);
        Assert.Equal("10.99.0.1", Assert.Single(host.Networks!.Single(network => network.Name == "ov1").Peers!).Address);
        Assert.Null(host.Networks!.Single(network => network.Name == "host").Endpoints);
        Assert.Null(host.Containers![0].Environment);
        Assert.Equal("WEAVE_PASSWORD", Assert.Single(host.Containers[1].Environment!).Name);
        Assert.Equal("GET /version HTTP/1.1", engine.Requests.First());
        Assert.All(engine.Requests.Skip(1), request => Assert.StartsWith("GET /v1.51/", request, StringComparison.Ordinal));
        Assert.Equal(8, engine.Requests.Count);
        Assert.Contains(Log.Lines, line => line.StartsWith("GET /v1.51/networks -> 200, 0.2 kB, ", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", string.Concat(Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ApiVersion":"1.41","MinAPIVersion":"1.12"}""", "v1.41")]
    [InlineData("""{"ApiVersion":"1.61","MinAPIVersion":"1.44"}""", "v1.55")]
    [InlineData("""{"ApiVersion":"1.70","MinAPIVersion":"1.60"}""", "v1.60")]
    [InlineData("""{"ApiVersion":"1.9","MinAPIVersion":null}""", "v1.9")]
    public async Task The_api_version_is_one_that_both_speak(string version, string expected)
    {
        await using var engine = new FakeEngine();
        engine.Answers["/version"] = (200, version);

        await CollectAsync(engine);

        Assert.All(engine.Requests.Skip(1), request => Assert.StartsWith($"GET /{expected}/", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_vanishes_between_list_and_inspect_is_noted()
    {
        await using var engine = new FakeEngine();
        engine.Answers["/networks"] = (200, """[{"Name":"ov6","Id":"n1","Driver":"","Scope":"swarm"}]""");
        engine.Answers["/containers/json?all=1"] = (
            200,
            """[{"Id":"c1","Names":["/etcd"],"State":"running"},{"Id":"c2","Names":["/web"],"State":"running"}]"""
        );

        var host = await CollectAsync(engine);

        Assert.Equal(["web"], host.Containers!.Select(container => container.Name));
        Assert.Equal(["ov6"], host.Networks!.Select(network => network.Name)); // engine 29 lists it, and does not know it when asked
        Assert.Equal(
            ["container etcd", "network ov6"],
            host.Gaps.Select(gap => gap.Subject)
                .Where(subject => subject.EndsWith("etcd", StringComparison.Ordinal) || subject.EndsWith("ov6", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task An_object_that_can_not_be_read_is_a_gap_and_the_rest_is_collected()
    {
        await using var engine = new FakeEngine();
        engine.Answers["/networks"] = (
            200,
            """
            [{"Name":"a","Id":"a1","Driver":"bridge"},{"Name":"b","Id":"b1","Driver":"bridge"},{"Name":"c","Id":"../info",
            "Driver":"bridge"}]
            """
        );
        engine.Answers["/networks/a1"] = (500, """{"message":"dial http://root:hunter2@etcd:2379 failed"}""");
        engine.Raw["/networks/b1"] = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n<html>");
        engine.Answers["/containers/json?all=1"] = (503, "busy\u001b[31m");

        var host = await CollectAsync(engine);

        Assert.Equal(3, host.Networks!.Count);
        Assert.Null(host.Containers);
        var gaps = host.Gaps.ToDictionary(gap => gap.Subject, gap => gap.Reason);
        Assert.Equal("the engine refused: 500 dial http://etcd:2379 failed", gaps["network a"]);
        Assert.Contains("not JSON", gaps["network b"], StringComparison.Ordinal);
        Assert.Equal("its id is invalid, so NetAudit did not ask for it", gaps["network c"]);
        Assert.Equal("the engine refused: 503 busy [31m", gaps["engine containers"]);
        Assert.DoesNotContain(engine.Requests, request => request.Contains("..", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_is_not_asked_for_the_swarm_and_a_manager_without_a_quorum_has_gaps()
    {
        await using var worker = new FakeEngine();
        worker.Answers["/info"] = (200, """{"Name":"w","Swarm":{"LocalNodeState":"active","ControlAvailable":false}}""");
        await using var manager = new FakeEngine();
        manager.Answers["/info"] = (200, """{"Name":"m","Swarm":{"LocalNodeState":"active","ControlAvailable":true}}""");
        manager.Answers["/nodes"] = (503, """{"message":"The swarm does not have a leader."}""");
        manager.Answers["/services"] = (200, "[]");

        var asWorker = await CollectAsync(worker);
        var asManager = await CollectAsync(manager);

        Assert.DoesNotContain(worker.Requests, request => request.Contains("/nodes", StringComparison.Ordinal));
        Assert.DoesNotContain(asWorker.Gaps, gap => gap.Subject.StartsWith("swarm ", StringComparison.Ordinal));
        Assert.Null(asManager.Engine!.Nodes);
        Assert.Empty(asManager.Engine.Services!);
        Assert.Equal(
            "the engine refused: 503 The swarm does not have a leader.",
            asManager.Gaps.Single(gap => gap.Subject == "swarm nodes").Reason
        );
    }

    [Fact]
    public async Task Podman_that_has_no_plugins_leaves_no_gap()
    {
        await using var engine = new FakeEngine();
        engine.Answers["/plugins"] = (404, """{"cause":"","message":"Path /plugins is not supported","response":0}""");

        var host = await CollectAsync(engine);

        Assert.Null(host.Engine!.Plugins);
        Assert.DoesNotContain(host.Gaps, gap => gap.Subject == "engine plugins");
    }
}
