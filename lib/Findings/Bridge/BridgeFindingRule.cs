using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule that runs once per bridge network that the engine has on the host.</summary>
internal abstract class BridgeFindingRule : FindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks;

    /// <inheritdoc />
    public override IEnumerable<Finding> Find(HostContext host) =>
        from bridge in host.Bridges
        from finding in Find(host, bridge)
        select finding;

    /// <summary>The containers on the network, such as "web, db"; "future containers" if there are none.</summary>
    protected static string Hurt(BridgeNetwork bridge) =>
        bridge.Members.Count == 0 ? "future containers" : TruncatedList.Join(bridge.Members.Select(member => member.Container.Name));

    /// <summary>Returns the findings of one network.</summary>
    protected abstract IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge);
}
