using System.Net;
using System.Net.Sockets;
using System.Text;
using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>Requests over one connection, against an engine that keeps it open for as many requests as the test says.</summary>
public sealed class KeptConnectionsTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
    private readonly List<string> _heads = [];
    private int _connections;

    public KeptConnectionsTests() => _listener.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _listener.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Requests_share_a_connection_and_their_heads_are_as_HTTP_wants_them()
    {
        var serving = ServeAsync(answersPerConnection: 100, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using (var http = Http())
        {
            for (var request = 0; request < 3; request++)
            {
                Assert.Equal(200, (await http.GetAsync<JsonObject>($"info{request}", Cancellation)).Status);
            }
        }

        await serving;
        Assert.Equal(1, _connections);
        Assert.Equal(["info0", "info1", "info2"], _heads.Select(head => head.Split(' ')[1].TrimStart('/')));
        Assert.All(_heads, head => Assert.DoesNotContain('\n', head.Replace("\r\n", "", StringComparison.Ordinal)));
        Assert.All(_heads, head => Assert.DoesNotContain("Connection:", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chunked_answers_keep_it_too()
    {
        var serving = ServeAsync(100, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
        using (var http = Http())
        {
            await http.GetAsync<JsonObject>("info", Cancellation);
            await http.GetAsync<JsonObject>("info", Cancellation);
        }

        await serving;
        Assert.Equal(1, _connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n{}")]
    public async Task An_engine_that_closes_is_asked_over_a_new_one(string answer)
    {
        var serving = ServeAsync(answersPerConnection: 1, answer);
        using (var http = Http())
        {
            for (var request = 0; request < 20; request++)
            {
                Assert.Equal(200, (await http.GetAsync<JsonObject>("info", Cancellation)).Status);
            }
        }

        await _stop.CancelAsync();
        await serving;
        Assert.Equal(20, _heads.Count);
    }

    private EngineHttp Http() => new(EngineEndpoint.Find($"tcp://{_listener.LocalEndpoint}", _ => null, false), 1, new NullCollectionLog());

    /// <summary>Serves until the client leaves or the test stops it.</summary>
    private async Task ServeAsync(int answersPerConnection, string answer)
    {
        try
        {
            do
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections++;
                await ServeAsync(client.GetStream(), answersPerConnection, Encoding.ASCII.GetBytes(answer));
            } while (answersPerConnection == 1);
        }
        catch (OperationCanceledException)
        {
            // The test has stopped the server.
        }
    }

    private async Task ServeAsync(NetworkStream client, int most, byte[] answer)
    {
        for (var served = 0; served < most; served++)
        {
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                if (await client.ReadAsync(one, Cancellation) == 0)
                {
                    return;
                }

                _ = head.Append((char)one[0]);
            }

            _heads.Add(head.ToString());
            await client.WriteAsync(answer, Cancellation);
        }
    }
}
