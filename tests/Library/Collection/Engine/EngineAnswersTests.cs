using NetAudit.Collection;
using NetAudit.Collection.Engine;
using Newtonsoft.Json.Linq;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Engine;

public sealed class EngineAnswersTests
{
    private static readonly Dictionary<string, JsonObject> NotInspected = [];

    [Fact]
    public void Values_of_the_wrong_kind_are_taken_as_missing_wherever_they_stand()
    {
        var sample = JObject.Parse(
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
                var changed = sample.DeepClone();
                changed.SelectToken(path)!.Replace(JToken.Parse(wrong));
                var damaged = O(changed.ToString());
                var inspected = new Dictionary<string, JsonObject> { ["e75"] = damaged };

                Assert.Single(EngineAnswers.Networks([damaged], inspected));
                Assert.Single(EngineAnswers.Containers([damaged], inspected));
                var swarm = new SwarmAnswers
                {
                    Nodes = [damaged],
                    Services = [damaged],
                    Tasks = [damaged],
                };
                Assert.NotNull(EngineAnswers.Facts(damaged, damaged, [damaged], swarm));
            }
        }
    }

    [Fact]
    public void Entries_that_are_no_objects_or_have_no_id_are_left_out() =>
        Assert.Empty(EngineAnswers.Networks(A("""[1,null,"x",[],{},{"Id":""},{"Id":[5]}]"""), NotInspected));
}
