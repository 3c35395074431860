using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>The agent is gone or locked while its network stands: traffic may flow on, but nothing repairs or follows changes.</summary>
internal sealed class AgentStopped : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        if (footprint.State != SolutionState.Stopped)
        {
            yield break;
        }

        var locked = host.Engine?.Swarm?.LocalNodeState == "locked";
        yield return Found(
            Severity.Warning,
            new(SubjectKind.Agent, footprint.Solution),
            locked ? "The swarm's manager is locked: its networks are gone until it is unlocked."
                : $"The agent of {footprint.Solution} is gone while its network stands{(footprint.Attachments.Count > 0 ? $", with {footprint.Attachments.Count} container vNIC(s) on it" : "")}: routes and peers no longer follow changes.",
            locked ? "docker swarm unlock." : "start the agent again, or remove what it left.",
            [.. footprint.Evidence.Take(4)]);
    }
}
