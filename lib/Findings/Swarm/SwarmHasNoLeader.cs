using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The swarm has no leader, because half or more of its managers don't answer (moby#34827). The engine reports it in /info, or when it
/// refuses to list the nodes. Containers keep running, but nothing can be created, moved or repaired.
/// </summary>
internal sealed class SwarmHasNoLeader : SwarmFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var engine = host.Snapshot.Engine!;
        var bySwarm = engine.Swarm?.ErrorKind == EngineErrorKind.NoLeader;
        var byNodes = engine.NodesRefusalKind == EngineErrorKind.NoLeader;
        if (!bySwarm && !byNodes)
        {
            yield break;
        }

        var managers = (engine.Swarm?.RemoteManagers).OrNone();
        var known = managers.Count == 0 ? "" : $" (its managers: {TruncatedList.Join(managers)})";
        yield return Found(
            Severity.Error,
            new(SubjectKind.Agent, "swarm"),
            $"The swarm has no leader, because half or more of its managers don't answer{known}: containers keep running, "
                + "but nothing can be created, moved or repaired.",
            $"Bring the other managers back, and let TCP 2377 pass between them. If they are lost for good, on one "
                + $"manager that has the state: docker swarm init --force-new-cluster --advertise-addr "
                + $"{engine.Swarm?.NodeAddress ?? "ADDRESS"}; then add managers up to an odd number.",
            [
                .. bySwarm ? [EvidenceFactory.Info($"Swarm.Error {engine.Swarm!.Error}")] : Array.Empty<Evidence>(),
                .. byNodes ? [EvidenceFactory.Engine($"docker node ls", engine.NodesRefusal!)] : Array.Empty<Evidence>(),
            ]
        );
    }
}
