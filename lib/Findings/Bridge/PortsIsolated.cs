using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Several containers' ports on one bridge are isolated ("bridge link set dev LINK isolated on"). The bridge sends no frames between two
/// isolated ports, so these containers don't reach each other. The engine never isolates ports: with enable_icc=false it drops packets in
/// the packet filter.
/// </summary>
internal sealed class PortsIsolated : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        var isolated = bridge.Members.Where(member => IsIsolated(member, bridge)).ToList();
        if (bridge.LetsContainersTalk && isolated.Count > 1)
        {
            yield return Found(bridge, isolated);
        }
    }

    private static bool IsIsolated(BridgeMember member, BridgeNetwork bridge) =>
        member.HostEnd is { BridgePort.Isolated: true, Master: { } master } && master == bridge.LinkName;

    private static Finding Found(BridgeNetwork bridge, List<BridgeMember> isolated)
    {
        var names = isolated.Select(member => member.Container.Name).ToList();
        var cause = $"their ports of {bridge.LinkName} are isolated";
        var links = isolated.Select(member => member.HostEnd!.Name).ToList();
        return Found(
                Severity.Warning,
                new(SubjectKind.Network, bridge.Network.Name),
                $"Containers {TruncatedList.Join(names)} on network {bridge.Network.Name} don't reach each other: {cause}.",
                $"{ShellText.Join("; ", links.Select(link => (ShellText)$"bridge link set dev {link} isolated off"))} # and stop the "
                    + $"program that isolates them, or their next links are isolated too",
                [
                    .. isolated
                        .Take(2)
                        .Select(member => new Evidence(
                            (ShellText)$"bridge -d link show dev {member.HostEnd!.Name}",
                            $"isolated on, master {bridge.LinkName}: the link of container {member.Container.Name}"
                        )),
                ]
            )
            .Because(cause, new() { Networks = [bridge.Network.Name], Containers = names });
    }
}
