using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A host as flanneld sets it up: a /24 of 10.5.0.0/16, and one peer with another.</summary>
/// <param name="host">The host.</param>
/// <param name="own">The third byte of its own subnet.</param>
/// <param name="other">The third byte of the peer's subnet.</param>
/// <param name="peer">The peer's address.</param>
internal sealed class FlannelHost(DockerHost host, int own = 15, int other = 31, string peer = "10.99.0.2")
{
    private const string Agent = "-etcd-endpoints=http://10.99.0.1:2379 -etcd-prefix=/coreos.com/network -ip-masq";

    private int? agent;

    public DockerHost Host { get; } = host;

    /// <summary>The engine's arguments that put its default bridge into the host's subnet.</summary>
    public static string[] EngineArguments(int own) => [$"--bip=10.5.{own}.1/24", "--mtu=1450", "--ip-masq=false"];

    public async Task StartAsync()
    {
        // Flannel starts before the engine, which takes its bridge's subnet from it.
        await Host.StartEngineAsync(EngineArguments(own));
        await Host.ImportImageAsync();
        await Host.RunContainerAsync("f1");
        await Host.ShAsync(
            """
            iptables -A FORWARD -s 10.5.0.0/16 -m comment --comment "flanneld forward" -j ACCEPT
            iptables -A FORWARD -d 10.5.0.0/16 -m comment --comment "flanneld forward" -j ACCEPT
            iptables -t nat -A POSTROUTING -s 10.5.0.0/16 -d 10.5.0.0/16 -m comment --comment "flanneld masq" -j RETURN
            iptables -t nat -A POSTROUTING -s 10.5.0.0/16 ! -d 224.0.0.0/4 -m comment --comment "flannel masq" -j MASQUERADE
            """
        );
    }

    public async Task VxlanAsync()
    {
        await ClearAsync();
        await Host.ShAsync(
            $"""
            ip link add flannel.1 address {MacOf(own)} mtu 1450 type vxlan id 1 local {Host.Address} dev eth0 dstport 8472 nolearning
            ip addr add 10.5.{own}.0/32 dev flannel.1; ip link set flannel.1 up
            ip neigh add 10.5.{other}.0 lladdr {MacOf(other)} dev flannel.1 nud permanent
            bridge fdb add {MacOf(other)} dev flannel.1 dst {peer} self permanent
            ip route add 10.5.{other}.0/24 via 10.5.{other}.0 dev flannel.1 onlink
            """
        );
        await LeaseAsync(1450);
        agent = await StandIn.RunAsync(Host, "flanneld", Agent);
    }

    /// <summary>The VXLAN device exists, but routes between hosts of one subnet don't use it.</summary>
    public async Task DirectRoutingAsync()
    {
        await VxlanAsync();
        await Host.ShAsync(
            $"ip route replace 10.5.{other}.0/24 via {peer} dev eth0; ip neigh del 10.5.{other}.0 dev flannel.1; bridge "
                + $"fdb del {MacOf(other)} dev flannel.1 dst {peer}"
        );
    }

    public async Task UdpAsync()
    {
        await ClearAsync();
        await Host.ShAsync(
            $"ip tuntap add dev flannel0 mode tun; ip link set flannel0 mtu 1472 up; ip addr add 10.5.{own}.0/16 dev flannel0"
        );
        await LeaseAsync(1472);
        agent = await UdpForwarder.RunAsync(Host, peer, Agent);
    }

    public async Task HostGatewayAsync()
    {
        await ClearAsync();
        await Host.ShAsync($"ip route add 10.5.{other}.0/24 via {peer} dev eth0");
        await LeaseAsync(1500);
        agent = await StandIn.RunAsync(Host, "flanneld", Agent);
    }

    public async Task KillAgentAsync()
    {
        if (agent is { } pid)
        {
            await Host.ShAsync($"kill -9 {pid}; while kill -0 {pid} 2>/dev/null; do sleep 0.05; done");
            agent = null;
        }
    }

    /// <summary>Removes everything but Flannel's firewall rules.</summary>
    public async Task ClearAsync()
    {
        await KillAgentAsync();
        await Host.ShAsync(
            "ip link del flannel.1 2>/dev/null || :; ip link del flannel0 2>/dev/null || :; ip route del "
                + $"10.5.{other}.0/24 2>/dev/null || :; rm -rf /run/flannel"
        );
    }

    private static string MacOf(int subnet) => $"9a:01:02:03:04:{subnet:x2}";

    private Task LeaseAsync(int mtu) =>
        Host.WriteAsync(
            "/run/flannel/subnet.env",
            $"FLANNEL_NETWORK=10.5.0.0/16\nFLANNEL_SUBNET=10.5.{own}.1/24\nFLANNEL_MTU={mtu}\nFLANNEL_IPMASQ=true\n"
        );
}
