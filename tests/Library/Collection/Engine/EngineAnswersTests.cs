using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection.Engine;

public class EngineAnswersTests
{
    private static readonly Dictionary<string, JObject> NotInspected = [];

    private static JObject O(string json) => (JObject)Json.Parse(new StringReader(json));

    private static JArray A(string json) => (JArray)Json.Parse(new StringReader(json));

    [Fact]
    public void Facts_of_a_manager_of_engine_28()
    {
        var facts = EngineAnswers.Facts(
            O(
                """
                {"Components":[{"Name":"Engine","Version":"28.5.2"}],"Version":"28.5.2+dfsg4","ApiVersion":"1.51",
                "MinAPIVersion":"1.24","Os":"linux"}
                """
            ),
            O(
                """
                {"Name":"md1","OSType":"linux","OperatingSystem":"Debian","KernelVersion":"6.18","Plugins":{"Network":["bridge",
                "overlay"],"Authorization":null},
                 "FirewallBackend":{"Driver":"iptables"},"Warnings":null,"SecurityOptions":["name=seccomp,profile=builtin"],
                 "Swarm":{"NodeID":"xm","NodeAddr":"10.99.0.1","LocalNodeState":"active","ControlAvailable":true,"Error":"",
                          "RemoteManagers":[{"NodeID":"xm","Addr":"10.99.0.1:2377"}],"Cluster":{"DefaultAddrPool":null,
                          "DataPathPort":4789}}}
                """
            ),
            A(
                """
                [{"Name":"weaveworks/net-plugin:latest","Enabled":true,"Settings":{"Env":["WEAVE_PASSWORD=hunter2",
                "WEAVE_MULTICAST=1"]},"Config":{"Interface":{"Types":["docker.networkdriver/1.0"]}}}]
                """
            ),
            new SwarmAnswers
            {
                Nodes = A(
                    """
                    [{"ID":"xm","Spec":{"Role":"manager"},"Description":{"Hostname":"md1"},"Status":{"State":"ready",
                    "Addr":"10.99.0.1"}}]
                    """
                ),
                Services = A(
                    """
                    [{"ID":"dh","Spec":{"Name":"pubhost"},"Endpoint":{"Spec":{}}},{"ID":"di","Spec":{"Name":"web"},
                    "Endpoint":{"VirtualIPs":[{"NetworkID":"t4","Addr":"10.0.1.9/24"}]}}]
                    """
                ),
            }
        );

        Assert.Equal(("Engine", "28.5.2+dfsg4", "1.51", "1.24"), (facts.Component, facts.Version, facts.ApiVersion, facts.MinApiVersion));
        Assert.Equal(("md1", "linux", "iptables"), (facts.HostName, facts.OsType, facts.FirewallBackend));
        Assert.Equal(["bridge", "overlay"], facts.NetworkDrivers);
        Assert.Empty(facts.Warnings);
        Assert.Equal(
            ("active", true, "10.99.0.1", 4789),
            (facts.Swarm!.LocalNodeState, facts.Swarm.ControlAvailable, facts.Swarm.NodeAddress, facts.Swarm.DataPathPort)
        );
        Assert.Null(facts.Swarm.Error);
        Assert.Equal(["10.99.0.1:2377"], facts.Swarm.RemoteManagers);
        var plugin = Assert.Single(facts.Plugins!);
        Assert.Equal(["docker.networkdriver/1.0"], plugin.InterfaceTypes);
        Assert.Equal([null, "1"], plugin.Environment.Select(variable => variable.Value));
        Assert.Equal(("manager", "ready", "md1"), (facts.Nodes![0].Role, facts.Nodes[0].State, facts.Nodes[0].HostName));
        Assert.Empty(facts.Services![0].NetworkIds);
        Assert.Equal(["t4"], facts.Services[1].NetworkIds);
    }

    [Fact]
    public void What_was_not_answered_is_null_and_not_empty()
    {
        var facts = EngineAnswers.Facts(null, null, null, new SwarmAnswers());

        Assert.Null(facts.Version);
        Assert.Null(facts.Swarm);
        Assert.Null(facts.Plugins);
        Assert.Null(facts.Nodes);
        Assert.Null(facts.Services);
    }

    [Fact]
    public void The_cluster_store_is_known_without_its_credentials()
    {
        var facts = EngineAnswers.Facts(
            null,
            O("""{"ClusterStore":"etcd://root:hunter2@10.99.0.1:2379","ClusterAdvertise":"10.99.0.1:2376"}"""),
            null,
            new SwarmAnswers()
        );

        Assert.Equal("etcd://10.99.0.1:2379", facts.ClusterStore);
        Assert.Equal("10.99.0.1:2376", facts.ClusterAdvertise);
    }

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
            new Dictionary<string, JObject>
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
            EngineAnswers.Networks(A($"[{Unallocated}]"), new Dictionary<string, JObject> { ["ng"] = O(Unallocated) })
        );

        Assert.Equal("", network.Driver);
        Assert.Null(network.Pools);
        Assert.Null(network.IpamDriver);
        Assert.Empty(network.Endpoints!);
        Assert.Null(network.Peers);
    }

    [Fact]
    public void A_container_of_the_list_keeps_what_matters_and_leaves_the_rest()
    {
        var container = Assert.Single(
            EngineAnswers.Containers(
                A(
                    """
                    [{"Id":"e75","Names":["/b/alias","/c1"],"Image":"netaudit/busybox:1","Command":"/bin/app --password hunter2",
                    "State":"running","HostConfig":{"NetworkMode":"ov1"},
                      "Labels":{"com.docker.swarm.service.name":"web","com.acme.secret":"hunter2"},"Mounts":[{"Type":"volume",
                      "Destination":"/w"}],
                      "NetworkSettings":{"Networks":{"ov1":{"IPAMConfig":null,"Aliases":null,"NetworkID":"t4","EndpointID":"8e",
                      "Gateway":"","IPAddress":"10.0.1.2","IPPrefixLen":24,
                         "GlobalIPv6Address":"fd00::2","GlobalIPv6PrefixLen":64,"MacAddress":"02:42:0a:00:01:02","DNSNames":null}}}}]
                    """
                ),
                NotInspected
            )
        );

        Assert.Equal(("c1", "/bin/app", "ov1", "running"), (container.Name, container.Path, container.NetworkMode, container.State));
        Assert.Equal(["com.docker.swarm.service.name"], container.Labels.Keys);
        Assert.Equal(["/w"], container.Mounts);
        Assert.Null(container.Environment);
        Assert.Null(container.Pid);
        var endpoint = Assert.Single(container.Endpoints);
        Assert.Equal(
            ("ov1", "10.0.1.2", 24, "fd00::2", 64),
            (endpoint.NetworkName, endpoint.IPv4Address, endpoint.IPv4PrefixLength, endpoint.IPv6Address, endpoint.IPv6PrefixLength)
        );
    }

    [Fact]
    public void An_inspected_container_tells_its_process_its_variables_and_names()
    {
        var container = Assert.Single(
            EngineAnswers.Containers(
                A(
                    """
                    [{"Id":"e75","Names":["/weave"],"Image":"sha256:00","State":"running","HostConfig":{"NetworkMode":"host"},
                    "NetworkSettings":{"Networks":{}}}]
                    """
                ),
                new Dictionary<string, JObject>
                {
                    ["e75"] = O(
                        """
                        {"Id":"e75","Name":"/weave","Path":"/home/weave/weaver","Args":["--password","hunter2"],
                        "State":{"Status":"running","Pid":407},"Image":"sha256:00",
                         "Config":{"Image":"weaveworks/weave:2.8.1","Hostname":"node1","Domainname":"","Env":["WEAVE_PASSWORD=hunter2",
                         "EXEC_IMAGE=weaveworks/weaveexec:2.8.1"],"Labels":null},
                         "HostConfig":{"NetworkMode":"host","Privileged":true},
                         "NetworkSettings":{"SandboxKey":"/var/run/docker/netns/default","Networks":{"n":{"Aliases":["svc"],
                         "DNSNames":["c1b","svc"],"IPPrefixLen":99999999999999999999}}}}
                        """
                    ),
                }
            )
        );

        Assert.Equal(
            ("weaveworks/weave:2.8.1", "/home/weave/weaver", 407, true),
            (container.Image, container.Path, container.Pid, container.Privileged)
        );
        Assert.Equal(
            [("WEAVE_PASSWORD", null), ("EXEC_IMAGE", "weaveworks/weaveexec:2.8.1")],
            container.Environment!.Select(variable => (variable.Name, variable.Value))
        );
        Assert.Equal(["svc", "c1b"], Assert.Single(container.Endpoints).Names);
        Assert.Equal(0, container.Endpoints[0].IPv4PrefixLength);
    }

    [Fact]
    public void Podmans_containers_are_read()
    {
        var containers = EngineAnswers.Containers(
            A(
                """
                [{"Id":"0123456789abcdef","Names":["web"],"Image":"","Command":"","State":"running","HostConfig":null,"Labels":null,
                "Mounts":[],
                  "NetworkSettings":{"Networks":{"host":{"NetworkID":"host","EndpointID":"","IPPrefixLen":0}}}},
                 {"Id":"fedcba9876543210","Names":null,"State":"created","NetworkSettings":null}]
                """
            ),
            NotInspected
        );

        Assert.Equal(("web", null, "host"), (containers[0].Name, containers[0].NetworkMode, containers[0].Endpoints[0].NetworkId));
        Assert.Equal("fedcba987654", containers[1].Name);
        Assert.Empty(containers[1].Endpoints);
    }

    [Fact]
    public void Podmans_containers_in_one_sandbox_are_one_endpoint()
    {
        JObject Inspect(string name, string mode, int pid) =>
            O(
                $$"""
                {"Name":"{{name}}","State":{"Status":"running","Pid":{{pid}} },"Config":{"Image":"busybox"},
                 "HostConfig":{"NetworkMode":"{{mode}}" },
                 "NetworkSettings":{"SandboxKey":"/run/netns/netns-1","Networks":{"pn":{"NetworkID":"n1","IPAddress":"10.89.0.2"} } } }
                """
            );
        var containers = EngineAnswers.Containers(
            A("""[{"Id":"a1"},{"Id":"b2"},{"Id":"c3"}]"""),
            new Dictionary<string, JObject>
            {
                ["a1"] = Inspect("partner", "bridge", 20),
                ["b2"] = Inspect("owner", "bridge", 10),
                ["c3"] = Inspect("named", "container:b2", 30),
            }
        );
        var host = SnapshotBuilder.Host() with
        {
            Containers = containers,
            Networks = [SnapshotBuilder.Network("pn", "bridge", "10.89.0.0/24") with { Id = "n1" }],
        };

        Assert.Equal(["b2", null, "b2"], containers.Select(container => container.SharesNamespaceOf));
        Assert.Equal(1, Assert.Single(HostAudit.Networks(host)).EndpointCount);
        var overlap = host.Row("Flannel", "IPOverlap").Observed;
        Assert.StartsWith("No: 1 subnet(s) and 1 container address(es)", overlap, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_the_wrong_kind_are_taken_as_missing_wherever_they_stand()
    {
        var sample = O(
            """
            {"Id":"e75","ID":"e75","Name":"/c","Names":["/c"],"State":{"Status":"running","Pid":1},"Config":{"Env":["A=b"],
            "Labels":{"io.kubernetes.a":"b"},"Interface":{"Types":["x"]}},
             "HostConfig":{"NetworkMode":"host","Privileged":true},"Mounts":[{"Destination":"/"}],
             "NetworkSettings":{"Networks":{"n":{"Aliases":["a"],"IPPrefixLen":1}}},
             "IPAM":{"Driver":"d","Config":[{"Subnet":"s"}]},"Options":{"o":"p"},"ConfigFrom":{"Network":"n"},
             "Containers":{"k":{"Name":"n"}},"Peers":[{"IP":"i"}],
             "Services":{"s":{"VIP":"v","Tasks":[{"Name":"t","Info":{"Host IP":"h"}}]}},"Swarm":{"RemoteManagers":[{"Addr":"a"}],
             "Cluster":{"DataPathPort":4789}},
             "Components":[{"Name":"Engine"}],"Plugins":{"Network":["n"]},"Warnings":["w"],"FirewallBackend":{"Driver":"d"},
             "Settings":{"Env":["E"]},"Endpoint":{"VirtualIPs":[{"NetworkID":"n"}],"Ports":[{"TargetPort":80}]},
             "DefaultAddressPools":[{"Base":"10.0.0.0/8","Size":24}],"Status":{"Err":"e","ContainerStatus":{"ContainerID":"c"}},
             "ManagerStatus":{"Leader":true},
             "NetworksAttachments":[{"Network":{"ID":"n"},"Addresses":["a"]}],"Ports":[{"PrivatePort":80,"PublicPort":8080}],
             "HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"8080"}]}},"NetworkSettings":{"Ports":{"80/tcp":[{"HostPort":"8080"}]}}}
            """
        );
        var paths = sample
            .Descendants()
            .Where(token => token is not JProperty)
            .Select(token => token.Path)
            .Where(path => path is not "Id" and not "ID")
            .ToList();
        Assert.True(paths.Count > 60);

        foreach (var path in paths)
        {
            foreach (
                var wrong in new[]
                {
                    "null",
                    "7",
                    "18446744073709551612",
                    "1.5",
                    "true",
                    "\"x\"",
                    "[]",
                    "[[]]",
                    "[null]",
                    "{}",
                    "{\"x\":{\"x\":[]}}",
                }
            )
            {
                var damaged = (JObject)sample.DeepClone();
                damaged.SelectToken(path)!.Replace(Json.Parse(new StringReader(wrong)));
                var inspected = new Dictionary<string, JObject> { ["e75"] = damaged };

                Assert.Single(EngineAnswers.Networks([damaged.DeepClone()], inspected));
                Assert.Single(EngineAnswers.Containers([damaged.DeepClone()], inspected));
                var swarm = new SwarmAnswers
                {
                    Nodes = [damaged.DeepClone()],
                    Services = [damaged.DeepClone()],
                    Tasks = [damaged.DeepClone()],
                };
                Assert.NotNull(EngineAnswers.Facts(damaged, damaged, [damaged.DeepClone()], swarm));
            }
        }
    }

    [Fact]
    public void Entries_that_are_no_objects_or_have_no_id_are_left_out() =>
        Assert.Empty(EngineAnswers.Networks(A("""[1,null,"x",[],{},{"Id":""},{"Id":[5]}]"""), NotInspected));
}
