using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule that is asked for each of the engine's bridge networks on the host.</summary>
internal abstract class BridgeFindingRule : IFindingRule
{
    /// <inheritdoc />
    public virtual HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) => from bridge in host.Bridges from finding in Find(host, bridge) select finding;

    /// <summary>A finding; plain Docker has no solution.</summary>
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

    /// <summary>"web, db" or "containers to come".</summary>
    protected static string Hurt(BridgeNetwork bridge) =>
        bridge.Members.Count == 0 ? "containers to come" : TruncatedList.Join(bridge.Members.Select(member => member.Container.Name));

    /// <summary>The findings of one network.</summary>
    protected abstract IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge);
}
