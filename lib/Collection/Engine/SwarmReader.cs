using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>Reads entries of /nodes, /services and /tasks.</summary>
internal static class SwarmReader
{
    public static SwarmNode? Node(JsonObject node) =>
        node.Word("ID") is not { } id
            ? null
            : new SwarmNode
            {
                Id = id,
                HostName = node.Object("Description").Word("Hostname"),
                Role = node.Object("Spec").Word("Role"),
                State = node.Object("Status").Word("State"),
                StatusMessage = node.Object("Status").Word("Message") is { } message ? Secrets.Text(message) : null,
                Address = node.Object("Status").Word("Addr"),
                Availability = node.Object("Spec").Word("Availability"),
                EngineVersion = node.Object("Description").Object("Engine").Word("EngineVersion"),
                Manager = node.Object("ManagerStatus") is { } manager
                    ? new SwarmManager(manager.Flag("Leader"), manager.Word("Reachability"), manager.Word("Addr"))
                    : null,
            };

    public static SwarmService? Service(JsonObject service) =>
        service.Word("ID") is not { } id
            ? null
            : new SwarmService
            {
                Id = id,
                Name = service.Object("Spec").Word("Name"),
                NetworkIds =
                [
                    .. service.Object("Endpoint").Objects("VirtualIPs").Select(address => address.Word("NetworkID")).OfType<string>(),
                ],
                VirtualAddresses = [.. service.Object("Endpoint").Objects("VirtualIPs").Select(VirtualAddress).OfType<SwarmAddress>()],
                Ports = [.. service.Object("Endpoint").Objects("Ports").Select(Port).OfType<SwarmPort>()],
                EndpointMode =
                    service.Object("Endpoint").Object("Spec").Word("Mode") ?? service.Object("Spec").Object("EndpointSpec").Word("Mode"),
            };

    public static SwarmTask? Task(JsonObject task) =>
        task.Word("ID") is not { } id
            ? null
            : new SwarmTask
            {
                Id = id,
                ServiceId = task.Word("ServiceID"),
                NodeId = task.Word("NodeID"),
                Slot = task.Int("Slot"),
                State = task.Object("Status").Word("State"),
                DesiredState = task.Word("DesiredState"),
                Error = task.Object("Status").Word("Err") is { } error ? Secrets.Text(error) : null,
                ErrorKind = EngineErrorText.Kind(task.Object("Status").Word("Err")),
                ContainerId = task.Object("Status").Object("ContainerStatus").Word("ContainerID"),
                Addresses = [.. task.Objects("NetworksAttachments").SelectMany(Addresses)],
            };

    private static SwarmAddress? VirtualAddress(JsonObject entry) =>
        entry.Word("NetworkID") is { } network ? new SwarmAddress(network, entry.Word("Addr") ?? "") : null;

    private static SwarmPort? Port(JsonObject port) =>
        port.Int("TargetPort") is not { } target
            ? null
            : new SwarmPort
            {
                Protocol = port.Word("Protocol") ?? "tcp",
                TargetPort = target,
                PublishedPort = port.Int("PublishedPort") is { } published and > 0 and <= ushort.MaxValue ? published : null,
                Mode = port.Word("PublishMode") ?? "ingress",
            };

    private static IEnumerable<SwarmAddress> Addresses(JsonObject attachment) =>
        attachment.Object("Network").Word("ID") is { } network
            ? attachment.Texts("Addresses").Select(address => new SwarmAddress(network, address))
            : [];
}
