using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A published port doesn't lead to its container. No rule rewrites its packets to the container's address and no docker-proxy listens. Or
/// a rule rewrites them to another address, or they are dropped before the bridge. Or the port is bound to an address that the host lacks.
/// The engine sets up the rules and docker-proxy (moby's port mapper). What DOCKER-USER drops is dropped by design (moby#50443).
/// </summary>
internal sealed class ContainerPortDead : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs =>
        HostFacts.Networks
        | HostFacts.Containers
        | HostFacts.HostLinks
        | HostFacts.HostRoutes
        | HostFacts.HostFirewall
        | HostFacts.Listeners;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var homesOf = (from bridge in host.Bridges from member in bridge.Members select new PortHome(bridge, member)).ToLookup(home =>
            home.Member.Container.Id
        );
        var filters = new Dictionary<int, EngineFilter?> { [4] = EngineFilter.Create(host), [6] = EngineFilter.Create(host, 6) };
        foreach (var container in host.Snapshot.RunningContainers())
        {
            var homes = homesOf[container.Id].ToList();
            foreach (var port in homes.Count == 0 ? [] : container.Ports.OrNone().Where(port => port.HostPort is not null))
            {
                if (FilterOf(port, homes, filters) is { } filter && new PortWay(host.Snapshot, filter, homes, port).Find() is { } broken)
                {
                    yield return Found(container, port, homes, broken);
                }
            }
        }
    }

    /// <summary>
    /// Returns the packet filter for the port's family. Null if the container has no address of that family, so that docker-proxy serves
    /// it, or if the rules weren't seen.
    /// </summary>
    private static EngineFilter? FilterOf(PublishedPort port, List<PortHome> homes, Dictionary<int, EngineFilter?> filters) =>
        PortWay.FamilyOf(port) is { } family && homes.Exists(home => home.Member.Address(family).Length > 0) ? filters[family] : null;

    private static Finding Found(Container container, PublishedPort port, List<PortHome> homes, BrokenPort broken) =>
        new()
        {
            Severity = broken.Severity,
            Subject = new(SubjectKind.Port, $"{port.HostPort}/{port.Protocol}"),
            Message =
                $"Port {port.HostPort}/{port.Protocol} of this host doesn't lead to container {container.Name}, which publishes its port "
                + $"{port.ContainerPort} there: {broken.Reason}.",
            Repair =
                broken.Remedy
                ?? $"docker restart {container.Name} # publishes it again; systemctl restart docker sets up all of the engine's rules",
            Evidence =
            [
                EvidenceFactory.Container(container, $"{port.ContainerPort}/{port.Protocol} on {port.HostAddress}:{port.HostPort}"),
                .. broken.Evidence,
            ],
            DecidedBy = broken.DecidedBy,
            Scope = new() { Networks = [.. homes.Select(home => home.Bridge.Network.Name)], Containers = [container.Name] },
        };
}
