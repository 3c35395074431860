namespace NetAudit.Platform;

/// <summary>Files of the network namespaces that packets are sent from.</summary>
public sealed record NamespaceFiles
{
    /// <summary>The host's own: "/proc/311/ns/net"; null if it isn't known.</summary>
    public string? Host { get; init; }

    /// <summary>The files of running containers, by full container id. Containers in the host's own namespace have none.</summary>
    public IReadOnlyDictionary<string, string> Containers { get; init; } = new Dictionary<string, string>();
}
