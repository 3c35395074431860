using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The node's certificate in the swarm is out of date: the engine was off while it had to be renewed (three months by default), or the
/// clock is wrong. The engine says so in /info (moby#42660, #34827).
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
                "This node is out of the swarm: its certificate has expired, so its services and overlay networks are gone here. The "
                    + $"engine says: {swarm.Error}",
                "check the clock (timedatectl) first; then docker swarm leave --force, and docker swarm join with a token of a manager "
                    + "(docker swarm join-token worker). For the last manager: docker swarm init --force-new-cluster after setting the "
                    + "clock back within the certificate's time.",
                EvidenceFactory.Info($"Swarm.Error {swarm.Error}"),
                EvidenceFactory.Info($"Swarm.LocalNodeState {swarm.LocalNodeState}")
            );
        }
    }
}
