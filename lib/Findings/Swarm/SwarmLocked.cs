using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The manager's swarm state is locked (autolock), as after a restart of its engine. It takes part in no swarm until an administrator
/// unlocks it.
/// </summary>
internal sealed class SwarmLocked : SwarmFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        if (host.Snapshot.Engine!.Swarm is { } swarm && (swarm.LocalNodeState == "locked" || swarm.ErrorKind == EngineErrorKind.Locked))
        {
            yield return Found(
                Severity.Error,
                new(SubjectKind.Agent, "swarm"),
                "This manager is locked: the swarm's networks and services don't work on this host until you unlock it.",
                $"docker swarm unlock # asks for the key, which another manager shows: docker swarm unlock-key",
                EvidenceFactory.Info(
                    "Swarm.LocalNodeState "
                        + $"{swarm.LocalNodeState}{(swarm.Error is { Length: > 0 } error ? $", Swarm.Error {error}" : "")}"
                )
            );
        }
    }
}
