using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>IPVS's entries compared with the engine's table.</summary>
public sealed class IpvsDiffersTests
{
    private static readonly IpvsFacts Right = new() { Connections = 5, Services = [Service("10.0.1.7", "10.0.1.8")] };

    [Fact]
    public void A_service_that_isnt_there_is_told() =>
        Assert.Equal(
            "All or some connections to service web (10.0.1.6 on network app) fail from this host: the load "
                + "balancer has no IPVS service with its tasks.",
            Message(new() { Connections = 0 })
        );

    [Fact]
    public void A_server_that_no_task_has_is_told() =>
        Assert.Equal(
            "All or some connections to service web (10.0.1.6 on network app) fail from this host: it sends to "
                + "10.0.1.99, which no task has.",
            Message(new() { Services = [Service("10.0.1.7", "10.0.1.8", "10.0.1.99")] })
        );

    [Fact]
    public void A_task_that_isnt_among_the_servers_is_told() =>
        Assert.Equal(
            "All or some connections to service web (10.0.1.6 on network app) fail from this host: the task at "
                + "10.0.1.8 isn't among its servers.",
            Message(new() { Services = [Service("10.0.1.7")] })
        );

    [Fact]
    public void A_virtual_IP_that_no_link_has_is_told() =>
        Assert.Equal(
            "All or some connections to service web (10.0.1.6 on network app) fail from this host: the load "
                + "balancer's link lacks the address 10.0.1.6.",
            Assert.Single(SwarmHost.WithBalancer(Right).Find<IpvsDiffers>()).Message
        );

    [Fact]
    public void A_load_balancer_with_all_tasks_is_sound() => Assert.Empty(SwarmHost.WithBalancer(Right, "10.0.1.6").Find<IpvsDiffers>());

    private static string Message(IpvsFacts ipvs) => Assert.Single(SwarmHost.WithBalancer(ipvs, "10.0.1.6").Find<IpvsDiffers>()).Message;

    private static IpvsService Service(params string[] servers) =>
        new()
        {
            Protocol = "fwm",
            Mark = 256,
            Scheduler = "rr",
            Servers = [.. servers.Select(server => new IpvsServer { Address = server, Weight = 1 })],
        };
}
