using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>Solutions found on a host as rows.</summary>
internal static class SolutionRows
{
    /// <summary>A row for each solution.</summary>
    public static IReadOnlyList<OverlaySolution> Create(HostContext host)
    {
        var findings = HostFindings.Create(host).Found;
        return [.. host.Footprints.Select(footprint => Create(host, footprint, findings))];
    }

    private static OverlaySolution Create(HostContext host, Footprint footprint, IReadOnlyList<RuleFinding> findings) =>
        new()
        {
            Host = host.Snapshot.Host,
            Name = footprint.Solution,
            Backend = footprint.Backend,
            Version = footprint.Version,
            State = footprint.State.ToString(),
            Confidence = footprint.Confidence.ToString(),
            Networks = [.. footprint.Networks.Select(network => network.Name).Except(footprint.NotAllocated)],
            Findings = [.. findings.Where(one => one.Finding.Solution == footprint.Solution).Select(one => Line(one.Finding))],
            Evidence = [.. FindingRows.Printed(footprint.Evidence), .. FindingRows.Printed([.. footprint.Attachments.Select(Attached)])],
        };

    private static string Line(Finding finding) =>
        $"{finding.Message} To repair: {finding.Remediation.Replace("\n", "; ")} [{string.Join("; ", finding.Evidence)}]";

    private static Evidence Attached(Attachment attachment)
    {
        var network = attachment.Network is null ? "" : $" of network {attachment.Network.Name}";
        var fact = $"attached by {attachment.LinkName ?? "a vNIC not seen"}{network}, " + $"{string.Join(", ", attachment.Addresses)}";
        return new Evidence($"docker inspect {attachment.Container.Name}", fact);
    }
}
