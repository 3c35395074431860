using NetAudit.Snapshots;

namespace NetAudit.Probes.Wire;

/// <summary>Whether packets between containers are readable on the links between the hosts.</summary>
internal sealed class EncryptionProbe : WireProbe
{
    /// <inheritdoc />
    public override ProbeCheck Check => ProbeCheck.EncryptionChannel;

    /// <inheritdoc />
    protected override bool IsTelling(WireSighting sighting) => sighting.Scheme is not null;
}
