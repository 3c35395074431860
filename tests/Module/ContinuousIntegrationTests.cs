using System.Xml.Linq;
using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests;

/// <summary>
/// The audits in examples/ci, run in bash as their services run them, with netaudit in the place where the steps before put it.
/// </summary>
public sealed class ContinuousIntegrationTests : IDisposable
{
    private const string AsExpected = "overlay-swarm/sw2";
    private const string WithFindings = "flannel-vxlan/fl1";

    private readonly TemporaryFolder _folder = new();

    private string Summary => File.ReadAllText(_folder.File("summary.md"));

    private JToken Sarif => JObject.Parse(File.ReadAllText(_folder.File("audit.sarif")))["runs"]![0]!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GitHub_passes_where_a_host_is_as_expected()
    {
        var run = await AuditAsync("github-actions.yml", At(AsExpected));

        Assert.True(run.ExitCode == 0, $"{run.Out}{run.Error}");
        Assert.DoesNotContain("::error", run.Out, StringComparison.Ordinal);
        Assert.Empty(XDocument.Load(_folder.File("audit.xml")).Descendants("failure"));
        Assert.DoesNotContain(Sarif["results"]!, result => (string)result["level"]! == "error");
        Assert.Contains("## sw2: DockerOverlay, compared with current", Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitHub_ends_with_2_where_there_are_findings_and_annotates_summarises_and_reports_them()
    {
        var run = await AuditAsync("github-actions.yml", At(AsExpected, WithFindings));

        Assert.True(run.ExitCode == 2, $"{run.ExitCode} {run.Out}{run.Error}");
        Assert.Contains(" finding", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            run.Out.Split('\n'),
            line =>
                line.StartsWith("::error title=fl1 DockerOverlay Running or Idle::fl1 DockerOverlay: expected", StringComparison.Ordinal)
        );
        Assert.Equal(
            "SolutionMissing",
            (string)Assert.Single(XDocument.Load(_folder.File("audit.xml")).Descendants("failure")).Attribute("type")!
        );
        Assert.Equal("SolutionMissing", (string)Assert.Single(Sarif["results"]!, result => (string)result["level"]! == "error")["ruleId"]!);
        Assert.Contains("| Error | fl1 DockerOverlay: expected", Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-DockerHost unix:///nowhere/docker.sock")]
    [InlineData("-Path nobody.tar.gz")]
    public async Task GitHub_ends_with_3_where_a_host_could_not_be_audited(string hosts)
    {
        var run = await AuditAsync("github-actions.yml", hosts);

        Assert.True(run.ExitCode == 3, $"{run.ExitCode} {run.Out}{run.Error}");
        Assert.Contains(
            run.Out.Split('\n'),
            line => line.StartsWith("::error title=", StringComparison.Ordinal) && line.Contains("HostAudited", StringComparison.Ordinal)
        );
        Assert.NotEmpty(XDocument.Load(_folder.File("audit.xml")).Descendants("error"));
        Assert.False((bool)Sarif["invocations"]![0]!["executionSuccessful"]!);
        Assert.Contains("a host that can be audited", Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_is_added_to_what_the_step_wrote_before()
    {
        await File.WriteAllTextAsync(_folder.File("summary.md"), "# Mine\n", TestContext.Current.CancellationToken);
        _ = await AuditAsync("github-actions.yml", At(AsExpected));

        Assert.StartsWith("# Mine\n# NetAudit\n", Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gitlab-ci.yml", AsExpected, 0)]
    [InlineData("gitlab-ci.yml", WithFindings, 2)]
    [InlineData("gitlab-ci.yml", "nobody/node1", 3)]
    [InlineData("azure-pipelines.yml", AsExpected, 0)]
    [InlineData("azure-pipelines.yml", WithFindings, 2)]
    [InlineData("azure-pipelines.yml", "nobody/node1", 3)]
    public async Task The_other_services_get_the_same_codes_and_the_files_that_they_are_told_of(string script, string host, int code)
    {
        var run = await AuditAsync(script, At(host));

        Assert.True(run.ExitCode == code, $"{run.ExitCode} {run.Out}{run.Error}");
        Assert.Equal(
            script == "azure-pipelines.yml" && code != 0,
            run.Out.Contains("##vso[task.logissue type=error]", StringComparison.Ordinal)
        );
        Assert.Equal(code == 2, XDocument.Load(_folder.File("audit.xml")).Descendants("failure").Any());
        Assert.NotEmpty(
            await File.ReadAllTextAsync(
                _folder.File(script == "azure-pipelines.yml" ? "audit.md" : "audit.json"),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Theory]
    [InlineData("ci")]
    [InlineData("fleet")]
    public async Task GitHub_s_workflows_are_valid_by_their_published_schema(string folder)
    {
        var validator = Path.Combine(Repository.Root, "tests/Tools/node_modules/@action-validator/cli/cli.mjs");
        Assert.SkipUnless(File.Exists(validator), "@action-validator/cli isn't here: npm ci --ignore-scripts in tests/Tools gets it.");

        var run = await ShellRun.Of(
            ShellRun.Start("node", [validator, Path.Combine(Repository.Root, "examples", folder, "github-actions.yml")])
        );

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
    }

    private static string At(params string[] hosts) => "-Path " + string.Join(' ', hosts.Select(RecordedHosts.PathOf));

    private async Task<ShellRun> AuditAsync(string script, string hosts)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the step is bash");
        File.Copy(Path.Combine(Repository.Root, "examples", "ci", "netaudit.json"), _folder.File("netaudit.json"), overwrite: true);
        var program = Path.GetDirectoryName(Repository.Shell)!;
        var command = Call(script).Replace(".netaudit/program/netaudit", "netaudit", StringComparison.Ordinal);
        return await ShellRun.Of(
            ShellRun.Start(
                "bash",
                ["-e", "-c", $"cd '{_folder.Path}'\n{command}"],
                ("PATH", program + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")),
                ("NETAUDIT_HOSTS", hosts),
                ("GITHUB_ACTIONS", script == "github-actions.yml" ? "true" : null),
                ("GITHUB_STEP_SUMMARY", _folder.File("summary.md"))
            )
        );
    }

    /// <summary>The line that runs the audit, in any of the forms that the services' YAML has.</summary>
    private static string Call(string script)
    {
        var line = Assert.Single(
            File.ReadAllLines(Path.Combine(Repository.Root, "examples", "ci", script)),
            line => line.Contains("netaudit assert netaudit.json", StringComparison.Ordinal) && !line.TrimStart().StartsWith('#')
        );
        return line.Trim().TrimStart('-', ' ') is var call && call.StartsWith("script: ", StringComparison.Ordinal)
            ? call["script: ".Length..]
            : call;
    }
}
