using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Engine;

public class LiveHostTests
{
    private readonly Log _log = new();

    private async Task<HostSnapshot> CollectAsync(FakeEngine engine, double seconds = 30, CancellationToken? cancellationToken = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake engine listens on a unix socket.");
        return await LiveHost.CollectAsync(
            engine.Endpoint,
            new CollectionOptions { Timeout = TimeSpan.FromSeconds(seconds) },
            _log,
            cancellationToken ?? TestContext.Current.CancellationToken
        );
    }

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
        Assert.Contains(_log.Lines, line => line.StartsWith("GET /v1.51/networks -> 200, 0.2 kB, ", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", string.Concat(_log.Lines), StringComparison.Ordinal);
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
        Assert.Contains("not asked for", gaps["network c"], StringComparison.Ordinal);
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

    [Theory]
    [InlineData("/version")]
    [InlineData("/networks")]
    public async Task A_server_that_hangs_ends_with_a_timeout(string path)
    {
        await using var engine = new FakeEngine();
        engine.Hanging.Add(path);
        var clock = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync(engine, seconds: 1));

        Assert.Equal(NetAuditError.CollectionTimeout, error.Error);
        Assert.Contains("within 1 s", error.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 5);
    }

    [Fact]
    public async Task A_user_who_cancels_while_an_answer_is_read_waits_no_longer()
    {
        await using var engine = new FakeEngine();
        engine.Hanging.Add("/containers/json?all=1");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(500));
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CollectAsync(engine, cancellationToken: cancel.Token));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.4, 5);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_named_with_what_to_do()
    {
        var error = await Assert.ThrowsAsync<NetAuditException>(() =>
            LiveHost.CollectAsync("unix:///nowhere/docker.sock", new CollectionOptions(), _log, TestContext.Current.CancellationToken)
        );

        Assert.Equal(NetAuditError.EngineUnreachable, error.Error);
        Assert.Equal("No engine answers at unix:///nowhere/docker.sock: there is no such socket.", error.Message);
        Assert.Contains("-DockerHost", error.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_on_any_more_is_unreachable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A unix socket is made.");
        var path = Path.Combine(Path.GetTempPath(), "netaudit-left-" + Guid.NewGuid().ToString("N")[..12] + ".sock");
        using (
            var stale = new System.Net.Sockets.Socket(
                System.Net.Sockets.AddressFamily.Unix,
                System.Net.Sockets.SocketType.Stream,
                System.Net.Sockets.ProtocolType.Unspecified
            )
        )
        {
            stale.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
            var error = await Assert.ThrowsAsync<NetAuditException>(() =>
                LiveHost.CollectAsync("unix://" + path, new CollectionOptions(), _log, TestContext.Current.CancellationToken)
            );
            Assert.Equal(NetAuditError.EngineUnreachable, error.Error);
            Assert.Contains("nobody listens", error.Message, StringComparison.Ordinal);
        }

        File.Delete(path);
    }

    [Fact]
    public async Task A_tcp_port_that_refuses_is_unreachable()
    {
        var error = await Assert.ThrowsAsync<NetAuditException>(() =>
            LiveHost.CollectAsync("tcp://127.0.0.1:1", new CollectionOptions(), _log, TestContext.Current.CancellationToken)
        );

        Assert.Equal((NetAuditError.EngineUnreachable, "tcp://127.0.0.1:1"), (error.Error, error.Target));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", NetAuditError.EngineAnswerInvalid, "not HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", NetAuditError.EngineAnswerInvalid, "not JSON")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", NetAuditError.EngineAnswerInvalid, "another kind")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", NetAuditError.EngineAnswerInvalid, "no API version")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"ApiVersion\":", NetAuditError.EngineAnswerInvalid, "not JSON")]
    [InlineData(
        "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
        NetAuditError.EngineAnswerInvalid,
        "HTTPS server"
    )]
    [InlineData(
        "HTTP/1.1 403 Forbidden\r\n\r\n{\"message\":\"authorization denied by plugin\"}",
        NetAuditError.EngineAccessDenied,
        "denied by plugin"
    )]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\n\r\n", NetAuditError.EngineAnswerInvalid, "302")]
    [InlineData("", NetAuditError.EngineUnreachable, "ended before the answer")]
    public async Task Something_else_that_listens_is_told_from_an_engine(string answer, NetAuditError expected, string words)
    {
        await using var engine = new FakeEngine();
        engine.Raw["/version"] = Encoding.ASCII.GetBytes(answer);

        var error = await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync(engine));

        Assert.Equal(expected, error.Error);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Recommendation);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        await using var engine = new FakeEngine { Endless = "/version" };

        var error = await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync(engine));

        Assert.Equal(NetAuditError.EngineAnswerInvalid, error.Error);
        Assert.Contains("longer than 64 MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_lines_without_end_are_cut_off_too()
    {
        await using var engine = new FakeEngine();
        engine.Raw["/version"] = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nX: " + new string('x', 65 * 1024 * 1024));

        var error = await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync(engine));

        Assert.Contains("longer than 64 MiB", error.Message, StringComparison.Ordinal);
    }

    private sealed class Log : ICollectionLog
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Verbose(string message) => Lines.Enqueue(message);

        public void Warning(string message) => Lines.Enqueue("WARNING " + message);

        public void Progress(string activity, int done, int total) => Assert.InRange(done, 1, total);
    }
}
