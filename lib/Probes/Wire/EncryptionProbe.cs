using NetAudit.Model;
namespace NetAudit.Probes.Wire;

/// <summary>Whether a packet between containers can be read between the hosts.</summary>
internal sealed class EncryptionProbe : WireProbe
{
    /// <inheritdoc />
    public override string Check => AspectIds.EncryptionChannel;

    /// <inheritdoc />
    protected override string Finding(WireFrame frame, bool isHidden) => isHidden ? frame.Scheme ?? "" : "No";
}
