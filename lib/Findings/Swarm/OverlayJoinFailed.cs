using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A container that is to be on an overlay network could not be started, for a reason of its networks that the engine gives and no other rule explains.</summary>
internal sealed class OverlayJoinFailed : OverlayFindingRule
{
    private const string TaskLabel = "com.docker.swarm.task.id";

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.Containers;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view) =>
        from container in host.Snapshot.Containers!
        where !container.IsRunning && IsOpen(host.Snapshot, view, container) && IsFirst(view, container)
        select Describe(view, container);

    private static Finding Describe(OverlayView view, Container container) => Found(
        SeverityOf(view, container),
        new(SubjectKind.Container, container.Name),
        $"Container {container.Name} on network {view.Network.Name} could not be started: {container.Error}",
        container.ErrorKind switch
        {
            EngineErrorKind.EncryptionUnavailable when view.Network.Scope == "global" => "make the network in a swarm: only a swarm gives out the keys of encrypted networks.",
            EngineErrorKind.EncryptionUnavailable => "load the kernel's IPsec (modprobe -a xfrm_user esp4), and check that the node is active in the swarm (docker info).",
            EngineErrorKind.NoAddress => "give it another address, or the network a larger subnet (docker network create -d overlay --subnet …).",
            EngineErrorKind.NoAddressPool => "docker network prune, or set default-address-pools in /etc/docker/daemon.json.",
            _ => $"docker start {container.Name} tries again; the engine's log has more (journalctl -u docker).",
        },
        EvidenceFactory.Container(container, $"State.Error {container.Error}"));

    /// <summary>A task is tried again elsewhere; an encrypted network over a key-value store was never to be.</summary>
    private static Severity SeverityOf(OverlayView view, Container container) =>
        view.Network.Scope == "global" && container.ErrorKind == EngineErrorKind.EncryptionUnavailable ? Severity.Information
        : container.Labels.ContainsKey(TaskLabel) ? Severity.Warning : Severity.Error;

    private static bool IsOpen(HostSnapshot host, OverlayView view, Container container) => container.ErrorKind switch
    {
        EngineErrorKind.Network or EngineErrorKind.NoAddress or EngineErrorKind.NoAddressPool or EngineErrorKind.EncryptionUnavailable => true,
        EngineErrorKind.VxlanExists => !host.HostLinks().Any(link => link.Vxlan is { } vxlan && view.Vnis.Contains(vxlan.Vni)),
        _ => false,
    };

    /// <summary>A container on several networks is told of once.</summary>
    private static bool IsFirst(OverlayView view, Container container) =>
        container.Endpoints.Select(view.Host.NetworkOf).FirstOrDefault(network => network?.Driver == "overlay") == view.Network;
}
