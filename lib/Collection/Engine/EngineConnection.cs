using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using NetAudit.Model;
using NetAudit.Platform;

namespace NetAudit.Collection.Engine;

/// <summary>An open connection whose answers were read to their end.</summary>
/// <param name="Stream">The decrypted stream.</param>
/// <param name="Socket">The socket beneath, if there is one.</param>
internal sealed record EngineChannel(Stream Stream, Socket? Socket) : IDisposable
{
    /// <summary>The buffer of the request that has the channel.</summary>
    public byte[] Buffer { get; } = new byte[16 * 1024];

    /// <summary>Whether the other end neither closed it nor sent more than it was asked for; unknown of a pipe, so no.</summary>
    public bool IsQuiet => Socket?.Poll(0, SelectMode.SelectRead) == false;

    /// <inheritdoc />
    public void Dispose() => Stream.Dispose();
}

/// <summary>
/// Opens connections to an engine. Docker.DotNet's connections can't be cancelled or bounded, and their failures can't be distinguished.
/// </summary>
internal sealed class EngineConnection(EngineEndpoint endpoint) : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    /// <summary>Certificates are read once: several connections are opened.</summary>
    private readonly Lazy<TlsMaterial> _material = new(() => TlsMaterial.Read(endpoint.Tls));

    /// <summary>The certificates that TLS uses.</summary>
    public TlsMaterial Material => _material.Value;

    /// <summary>Connects.</summary>
    /// <exception cref="NetAuditException">No engine listens, or this user may not connect.</exception>
    public async Task<EngineChannel> OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectLimit);
        try
        {
            var connection = await ConnectAsync(limit.Token).ConfigureAwait(false);
            return endpoint.IsSecure
                ? connection with
                {
                    Stream = await new TlsSession(endpoint, Material).OpenAsync(connection.Stream, limit.Token).ConfigureAwait(false),
                }
                : connection;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (NetAuditException)
        {
            throw;
        }
        catch (Exception problem) when (problem is OperationCanceledException or TimeoutException || limit.IsCancellationRequested)
        {
            throw EngineFailure.Unreachable(endpoint, $"no connection within {ConnectLimit.TotalSeconds:0} s", problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw EngineFailure.AccessDenied(endpoint, problem);
        }
        catch (SocketException problem)
        {
            throw EngineFailure.NotConnected(endpoint, problem);
        }
        catch (IOException problem)
        {
            throw EngineFailure.Unreachable(endpoint, problem.Message, problem);
        }
    }

    public void Dispose()
    {
        if (_material.IsValueCreated)
        {
            _material.Value.Dispose();
        }
    }

    private Task<EngineChannel> ConnectAsync(CancellationToken cancellationToken) =>
        endpoint.Scheme switch
        {
            "unix" when UnixEndPoint.Fits(endpoint.Path!) => SocketAsync(
                new UnixEndPoint(endpoint.Path!),
                ProtocolType.Unspecified,
                cancellationToken
            ),
            "unix" => throw EngineFailure.Unreachable(endpoint, "the path is longer than a socket's may be (107 bytes)"),
            "npipe" => PipeAsync(endpoint.Path!, cancellationToken),
            _ => AddressAsync(cancellationToken),
        };

    private async Task<EngineChannel> AddressAsync(CancellationToken cancellationToken)
    {
        var addresses = await Deadline
            .RunAsync(() => Dns.GetHostAddressesAsync(endpoint.Http.DnsSafeHost), Timeout.InfiniteTimeSpan, cancellationToken)
            .ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            try
            {
                return await SocketAsync(new IPEndPoint(addresses[i], endpoint.Http.Port), ProtocolType.Tcp, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (SocketException) when (i + 1 < addresses.Length && !cancellationToken.IsCancellationRequested)
            {
                // The name's next address may answer; the last one's error is reported.
            }
        }
    }

    private static async Task<EngineChannel> SocketAsync(EndPoint address, ProtocolType protocol, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, protocol);
        try
        {
            using (cancellationToken.Register(socket.Dispose))
            {
                await socket.ConnectAsync(address).ConfigureAwait(false);
            }

            return new EngineChannel(new NetworkStream(socket, ownsSocket: true), socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<EngineChannel> PipeAsync(string name, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync((int)ConnectLimit.TotalMilliseconds, cancellationToken).ConfigureAwait(false);
            return new EngineChannel(pipe, null);
        }
        catch
        {
            pipe.Dispose();
            throw;
        }
    }
}
