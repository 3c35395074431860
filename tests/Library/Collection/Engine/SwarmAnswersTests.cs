using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>A manager's nodes, services and tasks, and the engines' ports, errors and pools, as they are read.</summary>
public class SwarmAnswersTests
{
    private static readonly Dictionary<string, JsonObject> NotInspected = [];

    [Fact]
    public void A_rejected_task_has_the_engines_words_its_place_and_its_addresses()
    {
        var task = Assert.Single(
            Facts(
                tasks: """
                [{"ID":"t1","ServiceID":"s1","NodeID":"n1","Slot":2,"DesiredState":"shutdown",
                  "Status":{"State":"rejected","Err":"node is missing network attachments, ip addresses may be exhausted",
                  "ContainerStatus":{"ContainerID":"c1"}},
                  "NetworksAttachments":[{"Network":{"ID":"net1","Spec":{}},"Addresses":["10.0.1.7/24","fd00::7/64"]},{"Network":{},
                  "Addresses":["x"]}]}]
                """
            ).Tasks!
        );

        Assert.Equal(
            ("t1", "s1", "n1", 2, "rejected", "shutdown", "c1"),
            (task.Id, task.ServiceId, task.NodeId, task.Slot, task.State, task.DesiredState, task.ContainerId)
        );
        Assert.Equal("node is missing network attachments, ip addresses may be exhausted", task.Error);
        Assert.Equal([new SwarmAddress("net1", "10.0.1.7/24"), new SwarmAddress("net1", "fd00::7/64")], task.Addresses);
    }

    [Fact]
    public void A_tasks_error_is_kept_without_the_login_in_it() =>
        Assert.Equal(
            "pull of https://registry/x failed",
            Assert.Single(Facts(tasks: """[{"ID":"t","Status":{"Err":"pull of https://u:hunter2@registry/x failed"}}]""").Tasks!).Error
        );

    [Fact]
    public void A_service_tells_its_ports_and_virtual_addresses()
    {
        var service = Assert.Single(
            Facts(
                services: """
                [{"ID":"s1","Spec":{"Name":"web"},"Endpoint":{"Spec":{"Mode":"vip"},
                  "Ports":[{"Protocol":"udp","TargetPort":53,"PublishedPort":5353,"PublishMode":"host"},{"TargetPort":80}],
                  "VirtualIPs":[{"NetworkID":"n1","Addr":"10.0.1.6/24"},{"NetworkID":"n2"}]}}]
                """
            ).Services!
        );

        Assert.Equal("vip", service.EndpointMode);
        Assert.Equal(
            [
                new SwarmPort
                {
                    Protocol = "udp",
                    TargetPort = 53,
                    PublishedPort = 5353,
                    Mode = "host",
                },
                new SwarmPort { Protocol = "tcp", TargetPort = 80 },
            ],
            service.Ports
        );
        Assert.Equal([new SwarmAddress("n1", "10.0.1.6/24"), new SwarmAddress("n2", "")], service.VirtualAddresses);
    }

    [Fact]
    public void A_node_tells_its_engine_its_availability_and_its_part_among_the_managers()
    {
        var nodes = Facts(
            nodes: """
            [{"ID":"a","Spec":{"Availability":"drain"},"Description":{"Engine":{"EngineVersion":"29.1.3"}},"Status":{"State":"down",
            "Message":"heartbeat failure"},
              "ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"10.0.0.1:2377"}},{"ID":"b"}]
            """
        ).Nodes!;

        Assert.Equal(("drain", "29.1.3", "heartbeat failure"), (nodes[0].Availability, nodes[0].EngineVersion, nodes[0].StatusMessage));
        Assert.Equal(new SwarmManager(true, "reachable", "10.0.0.1:2377"), nodes[0].Manager);
        Assert.Null(nodes[1].Manager);
    }

    [Fact]
    public void Pools_and_forwarding_are_as_info_tells_them()
    {
        var facts = EngineAnswers.Facts(
            null,
            O(
                """
                {"IPv4Forwarding":false,"BridgeNfIptables":true,"DefaultAddressPools":[{"Base":"10.10.0.0/16","Size":24},{"Base":"x"}],
                 "Swarm":{"Cluster":{"DefaultAddrPool":["10.20.0.0/16"],"SubnetSize":26}}}
                """
            ),
            null,
            new SwarmAnswers()
        );

        Assert.False(facts.IPv4Forwarding);
        Assert.True(facts.BridgeNfIptables);
        Assert.Equal([new AddressPool("10.10.0.0/16", 24)], facts.DefaultAddressPools);
        Assert.Equal(26, facts.Swarm!.SubnetSize);
        Assert.Equal(["10.20.0.0/16"], facts.Swarm.DefaultAddressPools);
    }

    [Fact]
    public void What_info_does_not_tell_of_forwarding_and_pools_is_null()
    {
        var facts = EngineAnswers.Facts(
            null,
            O("""{"Swarm":{"Cluster":{"DefaultAddrPool":null,"SubnetSize":0}}}"""),
            null,
            new SwarmAnswers()
        );

        Assert.Null(facts.IPv4Forwarding);
        Assert.Null(facts.BridgeNfIptables);
        Assert.Null(facts.DefaultAddressPools);
        Assert.Null(facts.Swarm!.DefaultAddressPools);
        Assert.Null(facts.Swarm.SubnetSize);
    }

    [Fact]
    public void A_container_that_did_not_start_tells_why()
    {
        var container = Inspected(
            """
            {"State":{"Status":"created","ExitCode":128,"Error":"driver failed programming external connectivity",
            "Health":{"Status":"unhealthy"}},
             "HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}],"81/udp":[{"HostIp":"","HostPort":""}]}},
             "NetworkSettings":{"Ports":{}}}
            """
        );

        Assert.Equal(
            ("driver failed programming external connectivity", 128, "unhealthy"),
            (container.Error, container.ExitCode, container.Health)
        );
        Assert.Empty(container.Ports!);
        Assert.Equal(
            [
                new PublishedPort
                {
                    Protocol = "tcp",
                    ContainerPort = 80,
                    HostAddress = "127.0.0.1",
                    HostPort = 8080,
                },
                new PublishedPort { Protocol = "udp", ContainerPort = 81 },
            ],
            container.PortBindings
        );
    }

    [Fact]
    public void Published_ports_are_the_same_by_list_and_by_inspect()
    {
        const string Listed = """
            [{"Id":"c","Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},{"PrivatePort":81,"Type":"tcp"}]}]
            """;
        var byInspect = Inspected("""{"NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}],"81/tcp":null}}}""");
        var byList = Assert.Single(EngineAnswers.Containers(A(Listed), NotInspected));

        Assert.Equal(
            [
                new PublishedPort
                {
                    Protocol = "tcp",
                    ContainerPort = 80,
                    HostAddress = "0.0.0.0",
                    HostPort = 8080,
                },
            ],
            byList.Ports
        );
        Assert.Equal(byList.Ports, byInspect.Ports);
        Assert.Null(byList.PortBindings);
        Assert.Null(byList.Error);
    }

    [Fact]
    public void A_network_of_engine_29_tells_its_addresses_in_use()
    {
        var network = Assert.Single(
            EngineAnswers.Networks(
                A("""[{"Id":"n","Name":"n"}]"""),
                new Dictionary<string, JsonObject>
                {
                    ["n"] = O(
                        """
                        {"IPAM":{"Config":[{"Subnet":"10.0.1.0/29"},{"Subnet":"fd00::/64"}]},
                         "Status":{"IPAM":{"Subnets":{"10.0.1.0/29":{"IPsInUse":8,"DynamicIPsAvailable":0},"fd00::/64":{"IPsInUse":3,
                         "DynamicIPsAvailable":18446744073709551612}}}}}
                        """
                    ),
                }
            )
        );

        Assert.Equal((8L, 0L), (network.Pools![0].AddressesInUse!.Value, network.Pools[0].AddressesAvailable!.Value));
        Assert.Equal(3, network.Pools[1].AddressesInUse);
        Assert.Null(network.Pools[1].AddressesAvailable);
    }

    [Theory]
    [InlineData("Created", true)]
    [InlineData("Exited (128) 2 minutes ago", true)]
    [InlineData("Exited (127) 2 minutes ago", true)]
    [InlineData("Exited (0) 2 minutes ago", false)]
    [InlineData("Exited (1) 2 minutes ago", false)]
    [InlineData("Up 3 minutes", false)]
    public void Only_what_could_not_start_is_asked_why(string status, bool asked) =>
        Assert.Equal(asked, InspectPolicy.NeedsInspect(new JsonObject([new("Id", "c"), new("Status", status)])));

    private static EngineFacts Facts(string nodes = "[]", string services = "[]", string tasks = "[]") =>
        EngineAnswers.Facts(
            null,
            null,
            null,
            new SwarmAnswers
            {
                Nodes = A(nodes),
                Services = A(services),
                Tasks = A(tasks),
            }
        );

    private static Container Inspected(string inspect) =>
        Assert.Single(EngineAnswers.Containers(A("""[{"Id":"c"}]"""), new Dictionary<string, JsonObject> { ["c"] = O(inspect) }));
}
