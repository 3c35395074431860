using System.Text.RegularExpressions;
using NetAudit.Collection.Formats;

namespace NetAudit.Collection.Engine;

/// <summary>Decides which containers need an inspect call of their own.</summary>
internal static class InspectPolicy
{
    // Compared with three texts of each container.
    private static readonly string[] Words =
    [
        "weave",
        "calico",
        "flannel",
        "cilium",
        "felix",
        "kube",
        "etcd",
        "consul",
        "zookeeper",
        "bird",
        "confd",
        "libnetwork",
        "cni",
        "kilo",
        "antrea",
        "ovn",
        "romana",
        "contiv",
    ];

    private static readonly Regex Labels = new(
        @"^(works\.weave\.|weavevolumes|org\.projectcalico\.|io\.cilium)",
        RegexOptions.CultureInvariant
    );

    // 125 to 128: the exit codes that the engine sets for a container that it could not start.
    private static readonly Regex NotStarted = new(@"^(Created|Exited \(12[5-8]\))", RegexOptions.CultureInvariant);

    // From engine 26 on, a container's resolv.conf lists the servers that the engine's name server forwards to.
    private static readonly Version s_tellsUpstream = new(1, 45);

    /// <summary>Whether only inspect shows which name servers containers were given.</summary>
    public static bool AloneTellsServers(string? apiVersion) => Version.TryParse(apiVersion, out var version) && version < s_tellsUpstream;

    /// <summary>Whether the container uses the engine's own name server, as on networks other than the default one.</summary>
    public static bool AsksEngine(JsonObject listed) =>
        listed.Object("NetworkSettings").Object("Networks")?.Members.Any(network => network.Key is not ("bridge" or "host" or "none"))
        == true;

    /// <summary>
    /// Whether the container needs an inspect call: it could not be started, or may be a network's agent. Only inspect shows the reason,
    /// variables and process. The list has all that an audit needs for the others.
    /// </summary>
    public static bool NeedsInspect(JsonObject listed) =>
        NotStarted.IsMatch(listed.Text("Status") ?? "")
        || listed.Object("HostConfig").Text("NetworkMode") is "host"
        || listed.Object("NetworkSettings").Object("Networks")?.ContainsKey("host") == true
        || listed
            .Texts("Names")
            .Append(listed.Text("Image"))
            .Append(listed.Text("Command"))
            .Any(text => text != null && Words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
        || listed.Object("Labels").TextMembers().Any(label => Labels.IsMatch(label.Key));
}
