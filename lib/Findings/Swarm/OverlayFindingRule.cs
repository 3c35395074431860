using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule that is asked for each overlay network of the engine, one after the other.</summary>
internal abstract class OverlayFindingRule : SwarmFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks;

    /// <inheritdoc />
    protected sealed override IEnumerable<Finding> FindAll(HostContext host) =>
        OverlayView.FindAll(host.Snapshot).SelectMany(view => Find(host, view));

    /// <summary>The findings of one network.</summary>
    protected abstract IEnumerable<Finding> Find(HostContext host, OverlayView view);

    /// <summary>The network as what a finding is about.</summary>
    protected static FindingSubject Subject(OverlayView view) => new(SubjectKind.Network, view.Network.Name);
}
