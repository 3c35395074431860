using NetAudit.Findings;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Findings;

/// <summary>Recorded hosts in tests/Troubles, and one rule's findings on a host.</summary>
internal static class TroubledHost
{
    /// <summary>Reads a recorded trouble: "09-stale-fdb".</summary>
    public static HostSnapshot Read(string name, string file = "host") =>
        RecordedHosts.ReadFile(Path.Combine(RecordedHosts.Folder, "..", "Troubles", name, file + ".tar.gz"));

    /// <summary>Reads a host of tests/Bundles: "flannel-vxlan/fl1".</summary>
    public static HostSnapshot Recorded(string name) => RecordedHosts.Read(name);

    /// <summary>A rule's findings. A rule that lacks a fact finds nothing.</summary>
    public static IReadOnlyList<Finding> Find<TRule>(this HostSnapshot host)
        where TRule : IFindingRule, new() =>
        HostFactsSeen.Missing(host, new TRule().Needs).Any() ? [] : [.. new TRule().Find(HostContext.Create(host))];

    /// <summary>A finding's message, remediation and evidence, as a person reads them.</summary>
    public static string Text(this Finding finding) =>
        string.Join("\n", new[] { finding.Message, finding.Remediation }.Concat(finding.Evidence.Select(evidence => evidence.ToString())));
}
