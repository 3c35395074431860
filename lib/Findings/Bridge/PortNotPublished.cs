using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A running container has port bindings that the engine didn't publish. All its networks are internal, or the mapping was lost when a
/// network was disconnected. Networks whose containers are reached by their own addresses publish no host ports, and are left out.
/// </summary>
internal sealed class PortNotPublished : IFindingRule
{
    private static readonly string[] s_publishing = ["bridge", "overlay"];

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.Containers;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) =>
        from container in host.Snapshot.RunningContainers()
        where
            container is { Ports.Count: 0, PortBindings.Count: > 0, SharesNamespaceOf: null }
            && container.NetworkMode is not ("host" or "none")
        let networks = container.Endpoints.Select(host.Snapshot.NetworkOf).ToList()
        where networks.Count > 0 && networks.TrueForAll(network => network is not null && s_publishing.Contains(network.Driver))
        where !host.Bridges.Any(bridge => networks.Contains(bridge.Network) && (bridge.IsRouted(4) || bridge.IsRouted(6)))
        select Found(container, networks.OfType<Network>().ToList());

    private static Finding Found(Container container, List<Network> networks)
    {
        var ports = container.PortBindings!.Select(port =>
            $"{port.HostPort?.ToString() ?? "any"} for {port.ContainerPort}/{port.Protocol}"
        );
        var isInternal = networks.TrueForAll(network => network.Internal);
        var names = string.Join(", ", networks.Select(network => network.Name));
        return new Finding
        {
            Severity = Severity.Warning,
            Subject = new(SubjectKind.Container, container.Name),
            Message =
                $"Container {container.Name} can't be reached at its published ports ({TruncatedList.Join(ports)}): "
                + (
                    isInternal
                        ? $"all its networks ({names}) are internal, where the engine publishes nothing."
                        : "the engine publishes none of them now."
                ),
            Repair = isInternal
                ? (ShellText)(
                    $"docker network connect NETWORK {container.Name} && docker restart {container.Name} # NETWORK: one that "
                    + $"isn't internal; in Compose, a second network without internal: true"
                )
                : $"docker restart {container.Name} # publishes them again",
            Evidence =
            [
                EvidenceFactory.Container(container, $"HostConfig.PortBindings {TruncatedList.Join(ports)}; NetworkSettings.Ports empty"),
                .. networks.Take(3).Select(network => EvidenceFactory.Network(network, $"Internal {network.Internal}")),
            ],
        };
    }
}
