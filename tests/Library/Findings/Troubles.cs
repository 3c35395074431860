using NetAudit.Rows;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Findings;

/// <summary>The recorded troubles in tests/Troubles, and the expectations of each in expected.json.</summary>
internal static class Troubles
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(RecordedHosts.Folder)!, "Troubles");

    public static JObject Expected { get; } = JObject.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));

    /// <summary>The names of the cases whose expectations have this property.</summary>
    public static IEnumerable<string> With(string property) =>
        Expected.Properties().Where(one => one.Value[property] is not null).Select(one => one.Name);

    public static IReadOnlyList<HostSnapshot> Hosts(string name) =>
        [.. Expected[name]!["files"]!.Values<string>().Select(file => TroubledHost.Read(name, file!))];

    public static IReadOnlyList<OverlayFinding> Findings(string name) => HostAudit.Findings(Hosts(name));

    /// <summary>A finding's text, which is searched for the patterns.</summary>
    public static string Words(OverlayFinding finding) => string.Join("\n", [finding.Message, finding.Remediation, .. finding.Evidence]);
}
