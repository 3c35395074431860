using System.Diagnostics;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace NetAudit.Library.Tests.Reports;

/// <summary>
/// Reports checked against published schemas: SARIF's with its validator, JUnit's from Ant, and NUnit's. They come with packages of npm and
/// NuGet, which tests/run.sh fetches.
/// </summary>
public sealed class OthersSchemaTests
{
    private static readonly string s_tools = Path.Combine(RecordedHosts.Folder, "..", "Tools", "node_modules");
    private static readonly string s_sarif = Path.Combine(s_tools, "@microsoft", "sarif-multitool-linux");

    public static TheoryData<string> Inputs => ReportInputs.Names;

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Sarif_is_valid_by_its_published_schema(string input)
    {
        var schema = await JsonSchema.FromFileAsync(
            There(Path.Combine(s_sarif, "sarif-2.1.0.json")),
            TestContext.Current.CancellationToken
        );

        Assert.Empty(schema.Validate(ReportInputs.Write("Sarif", input)).Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("hosts")]
    [InlineData("troubles beside rows")]
    [InlineData("hostile checks")]
    [InlineData("drift")]
    public async Task Sarifs_own_validator_finds_no_fault(string input)
    {
        var program = There(Path.Combine(s_sarif, "Sarif.Multitool"));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The validator that is here is Linux's.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var folder = Directory.CreateTempSubdirectory("netaudit-sarif").FullName;
        try
        {
            var (report, found) = (Path.Combine(folder, "report.sarif"), Path.Combine(folder, "found.sarif"));
            await File.WriteAllTextAsync(report, ReportInputs.Write("Sarif", input), TestContext.Current.CancellationToken);
            using var run = Process.Start(
                new ProcessStartInfo(program, ["validate", report, "--output", found]) { RedirectStandardOutput = true }
            )!;
            _ = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);

            var results = JObject
                .Parse(await File.ReadAllTextAsync(found, TestContext.Current.CancellationToken))
                .SelectTokens("$..results[*]");

            // 2004 only advises that artifacts may be left out. 2005 asks for a page of the project, and there is none.
            Assert.Empty(results.Select(result => (string)result["ruleId"]!).Except(["SARIF2004", "SARIF2005"]).Distinct());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void JUnit_is_valid_by_Ants_schema(string input) => Valid("JUnit", input, OfPester("junit_schema_4.xsd"));

    [Theory]
    [MemberData(nameof(Inputs))]
    public void NUnit_is_valid_by_NUnits_schema(string input) => Valid("NUnit", input, OfPester("TestResult.xsd"));

    private static string OfPester(string schema)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var pester = Path.Combine(packages, "pester");
        Assert.SkipUnless(Directory.Exists(pester), "NuGet's folder has no Pester, which brings the schema: tests/run.sh gets it.");
        return Directory.GetFiles(pester, schema, SearchOption.AllDirectories).Max(StringComparer.Ordinal)!;
    }

    private static void Valid(string format, string input, string schema)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        _ = schemas.Add(null, schema);
        var faults = new List<string>();
        XDocument.Parse(ReportInputs.Write(format, input)).Validate(schemas, (_, fault) => faults.Add(fault.Message));
        Assert.Empty(faults);
    }

    private static string There(string file)
    {
        Assert.SkipUnless(File.Exists(file), $"{Path.GetFileName(file)} isn't here: npm ci --ignore-scripts in tests/Tools gets it.");
        return file;
    }
}
