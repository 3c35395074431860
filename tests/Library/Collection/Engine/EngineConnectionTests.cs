using System.Diagnostics;
using System.Text;
using NetAudit.Collection;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Collection.Engine;

public sealed class EngineConnectionTests : LiveHostTestBase
{
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
            LiveHost.CollectAsync("unix:///nowhere/docker.sock", new CollectionOptions(), Log, TestContext.Current.CancellationToken)
        );

        Assert.Equal(NetAuditError.EngineUnreachable, error.Error);
        Assert.Equal("No engine answers at unix:///nowhere/docker.sock: there is no such socket.", error.Message);
        Assert.Equal(
            "Is the daemon running? Start it, or name the engine's endpoint with -DockerHost: "
                + "unix:///var/run/docker.sock, npipe://./pipe/docker_engine, tcp://HOST:2375.",
            error.Recommendation
        );
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
                LiveHost.CollectAsync("unix://" + path, new CollectionOptions(), Log, TestContext.Current.CancellationToken)
            );
            Assert.Equal(NetAuditError.EngineUnreachable, error.Error);
            Assert.Contains("the connection is refused", error.Message, StringComparison.Ordinal);
        }

        File.Delete(path);
    }

    [Fact]
    public async Task A_tcp_port_that_refuses_is_unreachable()
    {
        var error = await Assert.ThrowsAsync<NetAuditException>(() =>
            LiveHost.CollectAsync("tcp://127.0.0.1:1", new CollectionOptions(), Log, TestContext.Current.CancellationToken)
        );

        Assert.Equal((NetAuditError.EngineUnreachable, "tcp://127.0.0.1:1"), (error.Error, error.Target));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", NetAuditError.EngineAnswerInvalid, "not HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", NetAuditError.EngineAnswerInvalid, "not JSON")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", NetAuditError.EngineAnswerInvalid, "another kind")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", NetAuditError.EngineAnswerInvalid, "no API version")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"ApiVersion\":",
        NetAuditError.EngineUnreachable,
        "ended before the answer did"
    )]
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
}
