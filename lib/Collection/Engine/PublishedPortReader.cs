using System.Globalization;
using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>Reads a container's ports on the host, which list and inspect write differently.</summary>
internal static class PublishedPortReader
{
    /// <summary>The ports that are published now: from inspect, else from the list.</summary>
    public static IReadOnlyList<PublishedPort>? Published(JsonObject listed, JsonObject? inspected)
    {
        if (inspected.Object("NetworkSettings").Object("Ports") is { } ports)
        {
            return [.. Bindings(ports).Where(port => port.HostPort is not null)];
        }

        return listed["Ports"] is JsonArray ? [.. listed.Objects("Ports").Select(Listed).OfType<PublishedPort>()] : null;
    }

    /// <summary>The ports that the container should have.</summary>
    public static IReadOnlyList<PublishedPort>? Wanted(JsonObject hostConfig) =>
        hostConfig.Object("PortBindings") is { } bindings ? [.. Bindings(bindings)] : [];

    private static PublishedPort? Listed(JsonObject port) =>
        port.Int("PrivatePort") is { } inside && port.Int("PublicPort") is { } outside and > 0
            ? new PublishedPort
            {
                Protocol = port.Word("Type") ?? "tcp",
                ContainerPort = inside,
                HostAddress = port.Word("IP") ?? "",
                HostPort = outside,
            }
            : null;

    /// <summary>{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}], "81/tcp": null}.</summary>
    private static IEnumerable<PublishedPort> Bindings(JsonObject ports) =>
        from port in ports.Members
        let words = port.Key.Split('/')
        where Number(words[0]) is not null
        from binding in ports.Objects(port.Key)
        select new PublishedPort
        {
            Protocol = words.Length > 1 ? words[1] : "tcp",
            ContainerPort = Number(words[0])!.Value,
            HostAddress = binding.Text("HostIp") ?? "",
            HostPort = Number(binding.Text("HostPort")),
        };

    private static int? Number(string? text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
