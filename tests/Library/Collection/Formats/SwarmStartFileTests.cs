using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

public class SwarmStartFileTests
{
    private static readonly EngineFacts s_node = new() { Swarm = new SwarmState { NodeAddress = "10.0.0.1" } };

    [Fact]
    public void The_data_paths_address_is_what_the_node_was_started_with() =>
        Assert.Equal("10.9.0.1", SwarmStartFile.Add(s_node, [File("10.9.0.1")])!.Swarm!.DataPathAddress);

    [Fact]
    public void Where_none_was_given_there_is_none()
    {
        Assert.Null(SwarmStartFile.Add(s_node, [File("")])!.Swarm!.DataPathAddress);
        Assert.Null(SwarmStartFile.Add(s_node, [])!.Swarm!.DataPathAddress);
        Assert.Null(SwarmStartFile.Add(new EngineFacts(), [File("10.9.0.1")])!.Swarm);
        Assert.Null(SwarmStartFile.Add(null, [File("10.9.0.1")]));
    }

    private static HostFile File(string address) =>
        HostFiles.Read(
            SwarmStartFile.Path,
            $$"""
            {"LocalAddr":"","RemoteAddr":"10.0.0.2:2377","ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"",
            "DataPathAddr":"{{address}}","SubnetSize":0}
            """
        );
}
