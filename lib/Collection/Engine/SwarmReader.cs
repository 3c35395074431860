using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Engine;

/// <summary>Reads entries of /nodes and /services.</summary>
internal static class SwarmReader
{
    public static SwarmNode? Node(JObject node) => node.Word("ID") is not { } id ? null : new SwarmNode
    {
        Id = id,
        HostName = node.Object("Description").Word("Hostname"),
        Role = node.Object("Spec").Word("Role"),
        State = node.Object("Status").Word("State"),
        Address = node.Object("Status").Word("Addr"),
    };

    public static SwarmService? Service(JObject service) => service.Word("ID") is not { } id ? null : new SwarmService
    {
        Id = id,
        Name = service.Object("Spec").Word("Name"),
        NetworkIds = [.. service.Object("Endpoint").Objects("VirtualIPs").Select(address => address.Word("NetworkID")).OfType<string>()],
    };
}
