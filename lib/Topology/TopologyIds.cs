namespace NetAudit.Topology;

/// <summary>Ids of nodes: unique, and the same for the same snapshot.</summary>
internal static class TopologyIds
{
    public static string Host(string host) => $"host/{host}";

    public static string Remote(string address) => $"remote/{address}";

    public static string Network(string host, string id) => $"{host}/network/{id}";

    public static string Namespace(string host, string name) => $"{host}/namespace/{name}";

    public static string Link(string host, string link) => $"{host}/link/{link}";

    public static string LinkIn(string host, string space, string link) => $"{host}/namespace/{space}/{link}";

    public static string Container(string host, string id) => $"{host}/container/{id}";

    public static string Vnic(string host, string container, string link) => $"{host}/container/{container}/{link}";
}
