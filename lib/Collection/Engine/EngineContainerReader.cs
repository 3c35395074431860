using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>Reads a container from its list entry and, if there is one, its inspect.</summary>
internal static class EngineContainerReader
{
    // Labels that say what made the container. Other labels are the users' own and may hold any text.
    private static readonly string[] LabelPrefixes =
    [
        "works.weave.",
        "weavevolumes",
        "com.docker.swarm.",
        "com.docker.stack.",
        "com.docker.compose.project",
        "com.docker.compose.service",
        "io.kubernetes.",
        "io.podman.",
        "org.label-schema.name",
        "org.opencontainers.image.title",
        "org.projectcalico.",
        "io.cilium.",
    ];

    public static Container Read(string id, JsonObject listed, JsonObject? inspected)
    {
        var settings = inspected.Object("Config");
        var state = inspected.Object("State");
        var joined = new Joined(listed, inspected);
        return new Container
        {
            Id = id,
            Name = Name(listed.Texts("Names")) ?? inspected.Word("Name")?.TrimStart('/') ?? (id.Length > 12 ? id[..12] : id),
            Image = settings.Word("Image") ?? listed.Word("Image"),
            State = state.Word("Status") ?? listed.Word("State"),
            Path = inspected.Word("Path") ?? FirstWord(listed.Word("Command")),
            NetworkMode = joined.Inside("HostConfig").Word("NetworkMode"),
            Labels = Labels(settings.Object("Labels") ?? listed.Object("Labels")),
            Mounts = [.. joined.Objects("Mounts").Select(mount => mount.Word("Destination")).OfType<string>()],
            Endpoints = [.. Endpoints(joined.Inside("NetworkSettings").Object("Networks"))],
            Pid = state.Int("Pid"),
            HostName = settings.Text("Hostname"),
            DomainName = settings.Text("Domainname"),
            Privileged = inspected.Object("HostConfig")?["Privileged"] is bool privileged ? privileged : null,
            SandboxKey = inspected.Object("NetworkSettings").Text("SandboxKey"),
            Runtime = inspected.Object("HostConfig").Word("Runtime"),
            Error = state.Word("Error") is { } error ? Secrets.Text(error) : null,
            ErrorKind = EngineErrorText.Kind(state.Word("Error")),
            ExitCode = state.Int("ExitCode"),
            Health = state.Object("Health").Word("Status"),
            Ports = PublishedPortReader.Published(listed, inspected),
            PortBindings = inspected.Object("HostConfig") is { } host ? PublishedPortReader.Wanted(host) : null,
            DnsServers = inspected.Object("HostConfig")?.Texts("Dns"),
            Environment = settings == null ? null : [.. settings.Texts("Env").Select(Secrets.Variable)],
        };
    }

    // "/web" is its name; "/other/web" is what a link calls it. Podman writes no slash.
    private static string? Name(IReadOnlyList<string> names)
    {
        var bare = names.Select(name => name.TrimStart('/')).Where(name => name.Length > 0).ToList();
        return bare.Find(name => name.IndexOf('/') < 0) ?? bare.FirstOrDefault();
    }

    private static string? FirstWord(string? command) =>
        command?.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    private static IReadOnlyDictionary<string, string> Labels(JsonObject? labels) =>
        Secrets.Settings(
            labels.TextMembers().Where(label => LabelPrefixes.Any(prefix => label.Key.StartsWith(prefix, StringComparison.Ordinal)))
        );

    private static IEnumerable<ContainerEndpoint> Endpoints(JsonObject? networks) =>
        from property in networks?.Members ?? []
        let endpoint = property.Value as JsonObject
        select new ContainerEndpoint
        {
            NetworkName = property.Key,
            NetworkId = endpoint.Text("NetworkID") ?? "",
            EndpointId = endpoint.Text("EndpointID") ?? "",
            MacAddress = endpoint.Text("MacAddress") ?? "",
            IPv4Address = endpoint.Text("IPAddress") ?? "",
            IPv4PrefixLength = PrefixLength(endpoint, "IPPrefixLen", 32),
            IPv4Gateway = endpoint.Text("Gateway") ?? "",
            IPv6Address = endpoint.Text("GlobalIPv6Address") ?? "",
            IPv6PrefixLength = PrefixLength(endpoint, "GlobalIPv6PrefixLen", 128),
            IPv6Gateway = endpoint.Text("IPv6Gateway") ?? "",
            Names = [.. endpoint.Texts("Aliases").Concat(endpoint.Texts("DNSNames")).Distinct()],
        };

    private static int PrefixLength(JsonObject? endpoint, string name, int longest) =>
        endpoint.Int(name) is { } length && length >= 0 && length <= longest ? length : 0;
}
