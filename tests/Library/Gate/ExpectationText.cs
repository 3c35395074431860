using NetAudit.Gate;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Gate;

/// <summary>Expectations as a person writes them, read from a file as the cmdlets read them.</summary>
internal static class ExpectationText
{
    public static readonly DateTime Today = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    public static Expectation Read(string json)
    {
        var folder = Directory.CreateTempSubdirectory("netaudit-gate-");
        try
        {
            var path = Path.Combine(folder.FullName, "netaudit.json");
            File.WriteAllText(path, json);
            return ExpectationReader.Read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads the body that follows the version, with single quotes in place of double ones.</summary>
    public static Expectation Of(string body) => Read($"{{ \"version\": 1, {body.Replace('\'', '"')} }}");

    /// <summary>Reads a body that judges no findings, for tests of other parts.</summary>
    public static Expectation WithoutFindings(string body) =>
        Of(body.Contains("'findings'", StringComparison.Ordinal) ? body : $"'findings': [], {body}");

    public static HostSnapshot Host(string name) => RecordedHosts.Read(name);

    public static GateResult Hold(string host, string body) => OverlayGate.Evaluate([Host(host)], WithoutFindings(body), Today, []);

    public static GateResult Hold(HostSnapshot host, string body) => OverlayGate.Evaluate([host], WithoutFindings(body), Today, []);
}
