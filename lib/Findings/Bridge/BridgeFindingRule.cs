using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule that is asked for each of the engine's bridge networks on the host.</summary>
internal abstract class BridgeFindingRule : FindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks;

    /// <inheritdoc />
    public override IEnumerable<Finding> Find(HostContext host) =>
        from bridge in host.Bridges
        from finding in Find(host, bridge)
        select finding;

    /// <summary>"web, db" or "future containers".</summary>
    protected static string Hurt(BridgeNetwork bridge) =>
        bridge.Members.Count == 0 ? "future containers" : TruncatedList.Join(bridge.Members.Select(member => member.Container.Name));

    /// <summary>The findings of one network.</summary>
    protected abstract IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge);
}
