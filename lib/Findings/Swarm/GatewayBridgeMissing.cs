using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A swarm node lacks the network docker_gwbridge, or the kernel lacks its bridge. Containers on overlay networks reach the outside by it,
/// and published ports reach the routing mesh. Without it tasks fail to start; usually no address pool was left for it (for-linux#599).
/// </summary>
internal sealed class GatewayBridgeMissing : SwarmFindingRule
{
    private const string Bridge = "docker_gwbridge";

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Engine | HostFacts.Networks;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var snapshot = host.Snapshot;
        if (
            snapshot.Engine!.Swarm?.LocalNodeState != "active"
            || snapshot.Engine.OsType == "windows"
            || snapshot.Networks!.All(network => !network.Ingress)
        )
        {
            yield break;
        }

        var network = snapshot.Networks!.FirstOrDefault(one => one.Name == Bridge);
        var links = snapshot.HostNamespace?.Links;
        if (network is null)
        {
            yield return Missing(snapshot, $"there is no network {Bridge}", EvidenceFactory.Engine($"docker network ls", $"no {Bridge}"));
        }
        else if (
            links is not null
            && network.Driver == "bridge"
            && HostQueries.BridgeLinkOf(network) is { } name
            && links.All(link => link.Name != name)
        )
        {
            yield return Missing(
                snapshot,
                $"the network {Bridge} has no bridge {name} in the kernel",
                new Evidence($"ip link show {name}", "no such link")
            );
        }
    }

    private static Finding Missing(HostSnapshot host, string what, Evidence evidence)
    {
        var failed = host
            .Containers.OrNone()
            .Where(container => !container.IsRunning && container.ErrorKind is EngineErrorKind.NoAddressPool or EngineErrorKind.Network)
            .ToList();
        var who =
            failed.Count == 0
                ? "tasks with overlay networks or published ports can't start"
                : $"{TruncatedList.Join(failed.Select(container => container.Name))} can't start";
        return Found(
            Severity.Error,
            new(SubjectKind.Network, Bridge),
            $"On this host {who}: {what}, by which overlay containers reach the outside and published ports reach them.",
            $"docker network create -d bridge --subnet 172.30.0.0/16 --opt com.docker.network.bridge.name={Bridge} "
                + $"--opt com.docker.network.bridge.enable_icc=false --opt "
                + $"com.docker.network.bridge.enable_ip_masquerade=true {Bridge} && systemctl restart docker # any free "
                + $"subnet; if no address pool is left: docker network prune, or default-address-pools in "
                + $"/etc/docker/daemon.json",
            [
                evidence,
                EvidenceFactory.Info($"Swarm.LocalNodeState {host.Engine!.Swarm!.LocalNodeState}"),
                .. failed.Take(2).Select(container => EvidenceFactory.Container(container, $"State.Error {container.Error}")),
            ]
        );
    }
}
