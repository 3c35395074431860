using NetAudit.Collection;
using NetAudit.Collection.Engine;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Engine;

public sealed class NetworkReaderTests
{
    private static readonly Dictionary<string, JsonObject> NotInspected = [];

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_network_without_pools_has_none_whichever_way_the_engine_says_so(string config)
    {
        var network = Assert.Single(
            EngineAnswers.Networks(
                A(
                    $$$"""
                    [{"Name":"host","Id":"f0","Scope":"local","Driver":"host","IPAM":{"Driver":"default","Options":null,
                    "Config":{{{config}}}},"Options":{}}]
                    """
                ),
                NotInspected
            )
        );

        Assert.Null(network.Pools);
        Assert.Null(network.Endpoints);
    }

    [Fact]
    public void An_overlay_network_seen_verbosely_tells_endpoints_peers_and_tasks()
    {
        var networks = EngineAnswers.Networks(
            A(
                """
                [{"Name":"ov1","Id":"t4","Scope":"swarm","Driver":"overlay","Attachable":true,"Containers":null,"Labels":null,
                "Options":{"encrypted":""}}]
                """
            ),
            new Dictionary<string, JsonObject>
            {
                ["t4"] = O(
                    """
                    {"Name":"ov1","Id":"t4","Scope":"swarm","Driver":"overlay","EnableIPv6":false,"IPAM":{"Driver":"default",
                    "Config":[{"Subnet":"10.0.1.0/24","Gateway":"10.0.1.1"}]},
                     "Status":{"IPAM":{"Subnets":{"fd00::/64":{"IPsInUse":3,"DynamicIPsAvailable":18446744073709551612}}}},
                     "Containers":{"26":{"Name":"web.2","EndpointID":"a2","MacAddress":"02:42:0a:00:01:0b","IPv4Address":"10.0.1.11/24",
                     "IPv6Address":""},
                                   "lb-ov1":{"Name":"ov1-endpoint","EndpointID":"a5","IPv4Address":"10.0.1.3/24"}},
                     "Options":{"com.docker.network.driver.overlay.vxlanid_list":"4097","encrypted":""},
                     "Peers":[{"Name":"03745ac68668","IP":"10.99.0.1"},{"Name":"ffa27d47bb1d","IP":"10.99.0.2"}],
                     "Services":{"":{"VIP":"<nil>","Tasks":[{"Name":"c2","EndpointID":"7f","EndpointIP":"10.0.1.5",
                     "Info":{"Host IP":"10.99.0.2"}}]},
                                 "web":{"VIP":"10.0.1.9","Tasks":[{"Name":"web.1","EndpointIP":"10.0.1.10",
                                 "Info":{"Host IP":"10.99.0.2"}}]},
                                 "rr":{"VIP":"","Tasks":[{"Name":"rr.1","EndpointIP":"10.0.1.12","Info":null}]}}}
                    """
                ),
            }
        );

        var network = Assert.Single(networks);
        Assert.True(network.Attachable);
        Assert.Equal("4097", network.Options["com.docker.network.driver.overlay.vxlanid_list"]);
        Assert.Equal("", network.Options["encrypted"]);
        Assert.Equal("10.0.1.0/24", Assert.Single(network.Pools!).Subnet);
        Assert.Equal(["26", "lb-ov1"], network.Endpoints!.Select(endpoint => endpoint.Key));
        Assert.Equal("10.0.1.11/24", network.Endpoints![0].IPv4Address);
        Assert.Equal(["10.99.0.1", "10.99.0.2"], network.Peers!.Select(peer => peer.Address));
        Assert.Equal([("", null), ("web", "10.0.1.9"), ("rr", null)], network.Tasks!.Select(task => (task.Service, task.VirtualIP)));
        Assert.Equal(["10.99.0.2", "10.99.0.2", null], network.Tasks!.Select(task => task.HostAddress));
    }

    [Fact]
    public void A_network_that_the_swarm_could_not_allocate_is_read()
    {
        const string Unallocated = """
            {"Name":"ov6","Id":"ng","Scope":"swarm","Driver":"","EnableIPv6":true,"IPAM":{"Driver":"","Options":null,
            "Config":null},"Containers":null,"Options":null,"Labels":null}
            """;
        var network = Assert.Single(
            EngineAnswers.Networks(A($"[{Unallocated}]"), new Dictionary<string, JsonObject> { ["ng"] = O(Unallocated) })
        );

        Assert.Equal("", network.Driver);
        Assert.Null(network.Pools);
        Assert.Null(network.IpamDriver);
        Assert.Empty(network.Endpoints!);
        Assert.Null(network.Peers);
    }
}
