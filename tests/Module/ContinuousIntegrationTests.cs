using System.Xml.Linq;
using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests;

/// <summary>The audit step of examples/ci/github-actions.yml, run as the runner runs it: by bash, with netaudit on the path.</summary>
public sealed class ContinuousIntegrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_as_expected_passes_and_leaves_its_reports_and_summary()
    {
        var run = await AuditAsync("-Path " + Bundles.PathOf("overlay-swarm/sw1"));

        Assert.True(run.ExitCode == 0, $"{run.Out}{run.Error}");
        Assert.Empty(XDocument.Load(_folder.File("audit.xml")).Descendants("failure"));
        Assert.Equal("2.1.0", (string)JObject.Parse(await File.ReadAllTextAsync(_folder.File("audit.sarif"), TestContext.Current.CancellationToken))["version"]!);
        Assert.Contains("DockerOverlay", await File.ReadAllTextAsync(_folder.File("summary.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("::error", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_findings_ends_with_2_an_annotation_and_reports_that_name_them()
    {
        var run = await AuditAsync("-Path " + Bundles.PathOf("flannel-vxlan/fl1"));

        Assert.True(run.ExitCode == 2, $"{run.ExitCode} {run.Out}{run.Error}");
        Assert.Contains("::error", run.Out, StringComparison.Ordinal);
        Assert.NotEmpty(XDocument.Load(_folder.File("audit.xml")).Descendants("failure"));
        Assert.Contains("DockerOverlay", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_could_not_be_audited_ends_with_3()
    {
        var run = await AuditAsync("-DockerHost unix://" + _folder.File("nobody.sock"));

        Assert.True(run.ExitCode == 3, $"{run.ExitCode} {run.Out}{run.Error}");
    }

    private async Task<ShellRun> AuditAsync(string hosts)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the step is bash");
        File.Copy(Path.Combine(Repository.Root, "examples", "ci", "netaudit.json"), _folder.File("netaudit.json"), overwrite: true);
        var program = Path.GetDirectoryName(Repository.Shell)!;
        return await ShellRun.Of(ShellRun.Start("bash", ["-e", "-c", $"cd '{_folder.Path}'\n{Step("Audit")}"],
            ("PATH", program + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")), ("NETAUDIT_HOSTS", hosts), ("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", _folder.File("summary.md"))));
    }

    /// <summary>The run block of a step by its name.</summary>
    private static string Step(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "examples", "ci", "github-actions.yml"));
        var run = lines.SkipWhile(line => line.Trim() != $"- name: {name}").SkipWhile(line => line.Trim() != "run: |").Skip(1).TakeWhile(line => line.StartsWith("          ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(run);
        return string.Join('\n', run.Select(line => line.Trim()));
    }
}
