using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Some of the Weave router's connections are unencrypted while others are encrypted, as with trusted subnets.</summary>
internal sealed class ClearAmongEncrypted : WeaveFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, WeaveReport report)
    {
        var established = report.Connections.Where(connection => connection.State == "established").ToList();
        var clear = established.Where(connection => !connection.Encrypted).ToList();
        var others = established.Count - clear.Count;
        return clear.Count == 0 || others == 0
            ? []
            : clear.Select(connection =>
                Found(
                    Severity.Warning,
                    new(SubjectKind.Peer, WeaveRouter.PeerOf(connection)),
                    $"The connection to {WeaveRouter.PeerOf(connection)} is unencrypted; "
                        + $"{Counted.Say(others, "other is", "others are")} encrypted.",
                    report.TrustedSubnets.Count > 0
                        ? (ShellText)(
                            $"Remove the peer's subnet from --trusted-subnets ({ShellText.Words(", ", report.TrustedSubnets)}) on both "
                            + $"hosts."
                        )
                        : $"Set the same password on both hosts (weave launch --password).",
                    EvidenceFactory.Weave($"connection {connection.Address} {connection.Info}, encrypted false")
                )
            );
    }
}
