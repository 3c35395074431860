using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Newtonsoft.Json.Linq;

namespace NetAudit.Live.Tests.Support;

/// <summary>The endpoints that a network plugin makes.</summary>
internal sealed record PluginShape
{
    /// <summary>The name of the network driver and of its IPAM driver.</summary>
    public required string Driver { get; init; }

    public required string Ipam { get; init; }

    /// <summary>The subnet that the plugin reports, and the pattern of its addresses: "192.168.57.{0}/32".</summary>
    public required string Pool { get; init; }

    public required string Addresses { get; init; }

    /// <summary>The pool's gateway, or null.</summary>
    public string? PoolGateway { get; init; }

    /// <summary>
    /// The prefixes of link names. The host's end is named after the endpoint's id, and the container's end gets a number.
    /// </summary>
    public required string HostPrefix { get; init; }

    public required int HostIdLength { get; init; }

    public required string InsidePrefix { get; init; }

    public required int Mtu { get; init; }

    /// <summary>The MAC address of all containers; null if each has its own.</summary>
    public string? Mac { get; init; }

    /// <summary>The gateway inside the container, or null.</summary>
    public string? Gateway { get; init; }

    /// <summary>A route inside the container.</summary>
    public required string Route { get; init; }

    /// <summary>The command that runs on the host for each endpoint. {0} is the host's link, {1} the address.</summary>
    public required string OnHost { get; init; }
}

/// <summary>
/// A remote network and IPAM driver that a real dockerd uses. It makes the links that Calico's and Weave's plugins make. Its scope is
/// local, as Weave's is. Calico's is global and would need a cluster store, which current engines no longer have.
/// </summary>
internal sealed class NetworkPlugin : IAsyncDisposable
{
    private readonly DockerHost host;
    private readonly PluginShape shape;
    private readonly CancellationTokenSource end = new();
    private readonly List<Socket> listeners = [];
    private readonly Dictionary<string, string> addresses = [];
    private int last = 1;

    public NetworkPlugin(DockerHost host, PluginShape shape)
    {
        (this.host, this.shape) = (host, shape);
        var folder = Path.Combine(host.Folder, "run/docker/plugins");
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { shape.Driver, shape.Ipam }.Distinct())
        {
            var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, name + ".sock")));
            listener.Listen();
            listeners.Add(listener);
            _ = AcceptAsync(listener);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listeners.ForEach(listener => listener.Dispose());
        end.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptAsync(end.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException) { }
    }

    // dockerd's HTTP/1.1: POST requests with a length, one after another on a connection.
    private async Task ServeAsync(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            while (await LineAsync(stream) is { Length: > 0 } request)
            {
                var length = 0;
                while (await LineAsync(stream) is { Length: > 0 } header)
                {
                    if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    {
                        length = int.Parse(header.Split(':')[1], CultureInfo.InvariantCulture);
                    }
                }

                var body = new byte[length];
                await stream.ReadExactlyAsync(body, end.Token);
                string answer;
                try
                {
                    var asked = length == 0 ? [] : JObject.Parse(Encoding.UTF8.GetString(body));
                    answer = (await AnswerAsync(request.Split(' ')[1].TrimStart('/'), asked)).ToString();
                }
                catch (InvalidOperationException failure)
                {
                    answer = new JObject { ["Err"] = failure.Message }.ToString();
                }

                var bytes = Encoding.UTF8.GetBytes(answer);
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.plugins.v1.1+json\r\nContent-Length: "
                            + $"{bytes.Length}\r\n\r\n"
                    ),
                    end.Token
                );
                await stream.WriteAsync(bytes, end.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException) { }
    }

    private async Task<string?> LineAsync(NetworkStream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, end.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    private async Task<JObject> AnswerAsync(string method, JObject asked) =>
        method switch
        {
            "Plugin.Activate" => new() { ["Implements"] = new JArray("NetworkDriver", "IpamDriver") },
            "NetworkDriver.GetCapabilities" => new() { ["Scope"] = "local" },
            "IpamDriver.GetCapabilities" => new() { ["RequiresMACAddress"] = false },
            "IpamDriver.GetDefaultAddressSpaces" => new()
            {
                ["LocalDefaultAddressSpace"] = shape.Driver + "-local",
                ["GlobalDefaultAddressSpace"] = shape.Driver + "-global",
            },
            "IpamDriver.RequestPool" => new()
            {
                ["PoolID"] = shape.Driver + "-pool",
                ["Pool"] = shape.Pool,
                ["Data"] = shape.PoolGateway is null ? [] : new JObject { ["com.docker.network.gateway"] = shape.PoolGateway },
            },
            "IpamDriver.RequestAddress" => new()
            {
                ["Address"] = string.Format(CultureInfo.InvariantCulture, shape.Addresses, Interlocked.Increment(ref last)),
            },
            "NetworkDriver.CreateEndpoint" => Endpoint(asked),
            "NetworkDriver.Join" => await JoinAsync((string)asked["EndpointID"]!),
            "NetworkDriver.Leave" => await LeaveAsync((string)asked["EndpointID"]!),
            "NetworkDriver.EndpointOperInfo" => new() { ["Value"] = new JObject() },
            _ => [],
        };

    private JObject Endpoint(JObject asked)
    {
        addresses[(string)asked["EndpointID"]!] = ((string)asked["Interface"]!["Address"]!).Split('/')[0];
        return (string?)asked["Interface"]!["MacAddress"] is { Length: > 0 }
            ? new() { ["Interface"] = new JObject() }
            : new() { ["Interface"] = new JObject { ["MacAddress"] = shape.Mac ?? $"56:45:e7:a5:94:{last:x2}" } };
    }

    private async Task<JObject> JoinAsync(string endpoint)
    {
        var (outside, inside) = (HostLink(endpoint), "tmp" + endpoint[..9]);
        var onHost = string.Format(CultureInfo.InvariantCulture, shape.OnHost, outside, addresses[endpoint]);
        await host.ShAsync(
            $"ip link add {outside} mtu {shape.Mtu} type veth peer name {inside} mtu {shape.Mtu}; ip link set {outside} up; {onHost}"
        );
        var answer = new JObject
        {
            ["InterfaceName"] = new JObject { ["SrcName"] = inside, ["DstPrefix"] = shape.InsidePrefix },
            ["StaticRoutes"] = new JArray(new JObject { ["Destination"] = shape.Route, ["RouteType"] = 1 }),
        };
        if (shape.Gateway is not null)
        {
            answer["Gateway"] = shape.Gateway;
        }

        return answer;
    }

    private async Task<JObject> LeaveAsync(string endpoint)
    {
        await host.TryShAsync($"ip link del {HostLink(endpoint)}");
        return [];
    }

    private string HostLink(string endpoint) => shape.HostPrefix + endpoint[..shape.HostIdLength];
}
