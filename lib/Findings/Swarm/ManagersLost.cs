using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The node can't reach any manager of its swarm, as its engine reports in /info (moby#41250). Its containers keep running, but it gets no
/// tasks, no networks and no keys, and the managers start its tasks elsewhere.
/// </summary>
[Explains(typeof(SwarmError))]
internal sealed class ManagersLost : SwarmFindingRule
{
    private const int Port = 2377;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        if (host.Snapshot.Engine!.Swarm is not { ErrorKind: EngineErrorKind.ManagersUnreachable } swarm)
        {
            yield break;
        }

        var managers = swarm.RemoteManagers.Count == 0 ? "none is known" : TruncatedList.Join(swarm.RemoteManagers);
        yield return Found(
            Severity.Error,
            new(SubjectKind.Agent, "swarm"),
            $"This node has lost the swarm's managers ({managers}): its containers go on, but it gets no more "
                + $"tasks, networks or keys, and its services are started elsewhere too. The engine says: {swarm.Error}",
            $"nc -vz {First(swarm)} {Port} # from here: the managers must run and accept TCP {Port} (on each of them: iptables -I INPUT "
                + $"-p tcp --dport {Port} -s {swarm.NodeAddress ?? "NODE"} -j ACCEPT); if they have other addresses now: "
                + $"docker swarm leave --force, then "
                + $"join again",
            EvidenceFactory.Info($"Swarm.Error {swarm.Error}"),
            EvidenceFactory.Info($"Swarm.LocalNodeState {swarm.LocalNodeState}, RemoteManagers {managers}")
        );
    }

    /// <summary>The first manager's address without port and brackets (IPv6 has them); MANAGER if none is known.</summary>
    private static ShellText First(SwarmState swarm) =>
        swarm.RemoteManagers.Count > 0 && swarm.RemoteManagers[0].LastIndexOf(':') is > 0 and var colon
            ? (ShellText)$"{swarm.RemoteManagers[0][..colon].Trim('[', ']')}"
            : $"MANAGER";
}
