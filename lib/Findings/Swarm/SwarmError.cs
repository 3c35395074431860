using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>The engine reports a swarm error in /info that no other rule explains. The message quotes it unchanged.</summary>
internal sealed class SwarmError : SwarmFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        if (host.Snapshot.Engine!.Swarm is { Error.Length: > 0, LocalNodeState: not "locked" } swarm && !IsExplained(swarm.ErrorKind))
        {
            yield return Found(
                Severity.Error,
                new(SubjectKind.Agent, "swarm"),
                $"The swarm doesn't work on this node. The engine says: {swarm.Error}",
                $"journalctl -u docker # the engine's log has more; a worker can leave and join again: docker swarm leave, "
                    + $"docker swarm join",
                EvidenceFactory.Info($"Swarm.Error {swarm.Error}"),
                EvidenceFactory.Info($"Swarm.LocalNodeState {swarm.LocalNodeState}")
            );
        }
    }

    private static bool IsExplained(EngineErrorKind? kind) =>
        kind
            is EngineErrorKind.NoLeader
                or EngineErrorKind.ManagersUnreachable
                or EngineErrorKind.CertificateExpired
                or EngineErrorKind.Locked;
}
