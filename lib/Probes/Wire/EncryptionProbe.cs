using NetAudit.Snapshots;

namespace NetAudit.Probes.Wire;

/// <summary>Whether a packet between containers can be read between the hosts.</summary>
internal sealed class EncryptionProbe : WireProbe
{
    /// <inheritdoc />
    public override ProbeCheck Check => ProbeCheck.EncryptionChannel;

    /// <inheritdoc />
    protected override bool IsTelling(WireSighting sighting) => sighting.Scheme is not null;
}
