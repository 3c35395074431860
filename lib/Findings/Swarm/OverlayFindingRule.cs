using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule that runs once per overlay network of the engine.</summary>
internal abstract class OverlayFindingRule : SwarmFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks;

    /// <inheritdoc />
    protected sealed override IEnumerable<Finding> FindAll(HostContext host) =>
        OverlayView.FindAll(host.Snapshot).SelectMany(view => Find(host, view));

    /// <summary>Returns the findings of one network.</summary>
    protected abstract IEnumerable<Finding> Find(HostContext host, OverlayView view);

    /// <summary>Returns the network as the subject of a finding.</summary>
    protected static FindingSubject Subject(OverlayView view) => new(SubjectKind.Network, view.Network.Name);
}
