using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace NetAudit.Live.Tests.Installed;

/// <summary>
/// A registry on this machine's loopback with a single image of one layer. The SDK takes base images only from registries.
/// </summary>
internal sealed class LoopbackRegistry : IDisposable
{
    public const string Image = "base:1";

    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly byte[] _manifest;
    private readonly Task _serving;

    public LoopbackRegistry(byte[] layer, byte[] compressed)
    {
        var config = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                architecture = "amd64",
                os = "linux",
                config = new { Env = new[] { "PATH=/usr/sbin:/usr/bin" } },
                rootfs = new { type = "layers", diff_ids = new[] { Digest(layer) } },
                history = new[] { new { created_by = "a test" } },
            }
        );
        _manifest = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                schemaVersion = 2,
                mediaType = ManifestType,
                config = Described("application/vnd.oci.image.config.v1+json", config),
                layers = new[] { Described("application/vnd.oci.image.layer.v1.tar+gzip", compressed) },
            }
        );
        Address = $"localhost:{FreePort()}";
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    private object Described(string type, byte[] content)
    {
        _blobs[Digest(content)] = content;
        return new
        {
            mediaType = type,
            digest = Digest(content),
            size = content.Length,
        };
    }

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The registry was closed, or a client has gone.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        var path = call.Request.Url!.AbsolutePath;
        var name = path[(path.LastIndexOf('/') + 1)..];
        var content =
            path == "/v2/" ? "{}"u8.ToArray()
            : path.Contains("/manifests/", StringComparison.Ordinal) ? _manifest
            : _blobs.GetValueOrDefault(Uri.UnescapeDataString(name));
        call.Response.StatusCode = content is null ? 404 : 200;
        call.Response.ContentType = content == _manifest ? ManifestType : "application/octet-stream";
        if (content is not null)
        {
            call.Response.Headers["Docker-Content-Digest"] = Digest(content);
            call.Response.ContentLength64 = content.Length;
            if (call.Request.HttpMethod == "GET")
            {
                await call.Response.OutputStream.WriteAsync(content);
            }
        }

        call.Response.Close();
    }
}
