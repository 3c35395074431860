using NetAudit.Live.Tests.StandIns;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Paths;

/// <summary>Two hosts of a swarm that Flannel also joins, by one of its backends.</summary>
internal sealed class SwarmFlannel(DockerHost first, DockerHost second)
{
    private readonly FlannelHost[] _hosts = [new(first, 15, 31, second.Address), new(second, 31, 15, first.Address)];

    /// <summary>The engine's arguments that put its default bridge into Flannel's subnet.</summary>
    public static string[] EngineArguments(int number) => FlannelHost.EngineArguments(number == 1 ? 15 : 31);

    public Task VxlanAsync() => OnBothAsync(host => host.VxlanAsync());

    public Task HostGatewayAsync() => OnBothAsync(host => host.HostGatewayAsync());

    public Task UdpAsync() => OnBothAsync(host => host.UdpAsync());

    /// <summary>Joins the hosts by a backend, which has Flannel's name for it.</summary>
    public Task JoinAsync(string backend) =>
        backend switch
        {
            "vxlan" => VxlanAsync(),
            "udp" => UdpAsync(),
            _ => HostGatewayAsync(),
        };

    public async Task ClearAsync()
    {
        foreach (var host in _hosts)
        {
            await host.ClearAsync();
            await host.Host.ShAsync(
                "iptables -D FORWARD -s 10.5.0.0/16 -j ACCEPT 2>/dev/null || :; iptables -D FORWARD -d 10.5.0.0/16 "
                    + "-j ACCEPT 2>/dev/null || :"
            );
        }
    }

    private async Task OnBothAsync(Func<FlannelHost, Task> join)
    {
        await ClearAsync();
        foreach (var host in _hosts)
        {
            await join(host);
            await host.Host.ShAsync("iptables -I FORWARD -s 10.5.0.0/16 -j ACCEPT; iptables -I FORWARD -d 10.5.0.0/16 -j ACCEPT");
        }
    }
}
