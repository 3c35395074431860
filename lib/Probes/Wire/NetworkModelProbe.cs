using NetAudit.Model;
namespace NetAudit.Probes.Wire;

/// <summary>What carries a packet between the hosts.</summary>
internal sealed class NetworkModelProbe : WireProbe
{
    /// <inheritdoc />
    public override string Check => AspectIds.NetworkModel;

    /// <inheritdoc />
    protected override string Finding(WireFrame frame, bool isHidden) => frame.Model;
}
