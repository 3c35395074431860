using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule about the swarm or its overlay networks.</summary>
internal abstract class SwarmFindingRule : FindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Engine;

    /// <inheritdoc />
    public override IEnumerable<Finding> Find(HostContext host) =>
        FindAll(host).Select(finding => finding with { Solution = SolutionIds.DockerOverlay });

    /// <summary>Returns the findings of a host; the caller sets their solution.</summary>
    protected abstract IEnumerable<Finding> FindAll(HostContext host);
}
