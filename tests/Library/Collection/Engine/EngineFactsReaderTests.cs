using NetAudit.Collection.Engine;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Engine;

public sealed class EngineFactsReaderTests
{
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
}
