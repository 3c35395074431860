using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The node's swarm certificate has expired, so the node is out of the swarm. The engine was off when it had to renew it (three months by
/// default), or the clock is wrong. The engine reports the error in /info (moby#42660, #34827).
/// </summary>
internal sealed class CertificateExpired : SwarmFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        if (host.Snapshot.Engine!.Swarm is { ErrorKind: EngineErrorKind.CertificateExpired } swarm)
        {
            yield return Found(
                Severity.Error,
                new(SubjectKind.Agent, "swarm"),
                "This node is out of the swarm, because its certificate has expired: its services and overlay networks no "
                    + $"longer work here. The engine says: {swarm.Error}",
                $"timedatectl # check the clock first; then docker swarm leave --force, and docker swarm join with a token "
                    + $"of a manager (docker swarm join-token worker); the last manager: set the clock back within the "
                    + $"certificate's time, then docker swarm init --force-new-cluster",
                EvidenceFactory.Info($"Swarm.Error {swarm.Error}"),
                EvidenceFactory.Info($"Swarm.LocalNodeState {swarm.LocalNodeState}")
            );
        }
    }
}
