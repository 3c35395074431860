using NetAudit.Collection;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Findings;

/// <summary>Recorded hosts with hostile names: each name gains text that a shell would run.</summary>
internal static class HostileNames
{
    /// <summary>The word that must never appear outside quotes.</summary>
    public const string Word = "zqz";

    /// <summary>The members that hold a name.</summary>
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal)
    {
        "host",
        "name",
        "networkName",
        "hostName",
        "device",
        "master",
        "linkName",
        "interface",
        "nickName",
        "peer",
        "chain",
        "table",
        "gateway",
        "macAddress",
        "destination",
        "hostAddress",
        "nodeAddress",
        "path",
    };

    /// <summary>Names that the engine, the agents or the kernel give. They stay, as a host without them has no faults to find.</summary>
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "bridge",
        "host",
        "none",
        "lo",
        "ingress",
        "docker_gwbridge",
        "filter",
        "nat",
        "mangle",
        "raw",
        "main",
        "local",
        "default",
    };

    /// <summary>The host with each of the names replaced by a function's result.</summary>
    public static HostSnapshot With(HostSnapshot host, ISet<string> names, Func<string, string> make)
    {
        var json = JObject.Parse(SnapshotFile.Write(host));
        foreach (var value in json.Descendants().OfType<JValue>().Where(value => IsName(value, names)).ToList())
        {
            value.Value = make((string)value.Value!);
        }

        return SnapshotFile.Read(json.ToString(), host.Host);
    }

    /// <summary>The names of a host's containers, networks, links, services, tasks and nodes.</summary>
    public static ISet<string> Of(HostSnapshot host)
    {
        var services = (host.Engine?.Services ?? []).Select(one => one.Name).OfType<string>();
        var nodes = (host.Engine?.Nodes ?? []).Select(one => one.HostName).OfType<string>();
        NetworkNamespace?[] spaces = [host.HostNamespace, .. host.ContainerNamespaces.Values, .. host.EngineNamespaces.Values];
        var links = spaces.SelectMany(one => one?.Links ?? []).Select(one => one.Name);
        var tasks = (host.Networks ?? []).SelectMany(one => one.Tasks ?? []).Select(one => one.Name).OfType<string>();
        var names = (host.Containers ?? []).Select(one => one.Name).Concat((host.Networks ?? []).Select(one => one.Name));
        return new HashSet<string>([host.Host, .. names, .. services, .. nodes, .. tasks, .. links], StringComparer.Ordinal);
    }

    private static bool IsName(JValue value, ISet<string> names) =>
        value.Value is string text
        && text.Length > 0
        && !s_known.Contains(text)
        && names.Contains(text)
        && (value.Parent is JArray || (value.Parent is JProperty member && s_members.Contains(member.Name)));
}
