using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Rows;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Engine;

public sealed class EngineContainerReaderTests
{
    private static readonly Dictionary<string, JsonObject> NotInspected = [];

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
                new Dictionary<string, JsonObject>
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
        JsonObject Inspect(string name, string mode, int pid) =>
            O(
                $$"""
                {"Name":"{{name}}","State":{"Status":"running","Pid":{{pid}} },"Config":{"Image":"busybox"},
                 "HostConfig":{"NetworkMode":"{{mode}}" },
                 "NetworkSettings":{"SandboxKey":"/run/netns/netns-1","Networks":{"pn":{"NetworkID":"n1","IPAddress":"10.89.0.2"} } } }
                """
            );
        var containers = EngineAnswers.Containers(
            A("""[{"Id":"a1"},{"Id":"b2"},{"Id":"c3"}]"""),
            new Dictionary<string, JsonObject>
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
        Assert.Equal("None given twice here: 1 container address, 1 subnet", overlap);
    }
}
