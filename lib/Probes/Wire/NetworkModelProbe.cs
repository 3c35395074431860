using NetAudit.Snapshots;

namespace NetAudit.Probes.Wire;

/// <summary>What carries a packet between the hosts.</summary>
internal sealed class NetworkModelProbe : WireProbe
{
    /// <inheritdoc />
    public override ProbeCheck Check => ProbeCheck.NetworkModel;

    /// <inheritdoc />
    protected override bool IsTelling(WireSighting sighting) => sighting.Model is not null;
}
