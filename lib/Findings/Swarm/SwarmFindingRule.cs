using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule about the swarm or its overlay networks.</summary>
internal abstract class SwarmFindingRule : IFindingRule
{
    /// <inheritdoc />
    public virtual HostFacts Needs => HostFacts.Engine;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) =>
        FindAll(host).Select(finding => finding with { Solution = SolutionIds.DockerOverlay });

    /// <summary>The findings of a host.</summary>
    protected abstract IEnumerable<Finding> FindAll(HostContext host);

    /// <summary>A finding.</summary>
    protected static Finding Found(
        Severity severity,
        FindingSubject subject,
        string message,
        string remediation,
        params Evidence[] evidence
    ) =>
        new()
        {
            Severity = severity,
            Subject = subject,
            Message = message,
            Remediation = remediation,
            Evidence = evidence,
        };
}
