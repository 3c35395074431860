using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Connections in clear among encrypted ones, as Weave's trusted subnets make them.</summary>
internal sealed class ClearAmongEncrypted : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        var connections = (footprint.Channels ?? []).Where(channel => channel.Subject is PeerConnection).ToList();
        var clear = connections.Where(channel => channel.Scheme == EncryptionScheme.None).ToList();
        return clear.Count == 0 || clear.Count == connections.Count ? []
            : clear.Select(channel => Found(
                Severity.Warning,
                new(SubjectKind.Peer, (channel.Subject as PeerConnection)?.Host ?? channel.Name),
                $"The {channel.Name} is in clear while {connections.Count - clear.Count} other(s) are encrypted.",
                host.Weave?.TrustedSubnets.Count > 0 ? $"take the peer's subnet out of --trusted-subnets ({string.Join(", ", host.Weave.TrustedSubnets)}) on both sides." : "set the same password on both sides.",
                channel.Evidence));
    }
}
