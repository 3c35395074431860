using NetAudit.Gate;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Gate;

/// <summary>Expectations as a person writes them, read from a file as they are by the cmdlets.</summary>
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

    /// <summary>The body after the version, in single quotes for double ones.</summary>
    public static Expectation Of(string body) => Read($"{{ \"version\": 1, {body.Replace('\'', '"')} }}");

    /// <summary>The same of a file that judges no findings, where it is about something else.</summary>
    public static Expectation WithoutFindings(string body) =>
        Of(body.Contains("'findings'", StringComparison.Ordinal) ? body : $"'findings': [], {body}");

    public static HostSnapshot Host(string name) => RecordedHosts.Read(name);

    public static GateResult Hold(string host, string body) => OverlayGate.Evaluate([Host(host)], WithoutFindings(body), Today, []);

    public static GateResult Hold(HostSnapshot host, string body) => OverlayGate.Evaluate([host], WithoutFindings(body), Today, []);
}
