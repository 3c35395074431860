using System.Management.Automation;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests;

public sealed class ManifestTests
{
    private static readonly string[] s_commands =
    [
        "Export-OverlaySnapshot",
        "Get-OverlayEndpoint",
        "Get-OverlayFeature",
        "Get-OverlayMatrix",
        "Get-OverlayNetwork",
        "Get-OverlaySolution",
        "Get-OverlayTopology",
        "Import-OverlaySnapshot",
        "Invoke-OverlayProbe",
        "Measure-OverlayPath",
        "Assert-OverlayFeature",
        "New-OverlayExpectation",
        "Test-OverlayFeature",
    ];

    [Fact]
    public void The_module_exports_its_cmdlets_and_nothing_else()
    {
        using var session = new ModuleSession();
        var module = Assert.IsType<PSModuleInfo>(Assert.Single(session.Run("Get-Module NetAudit").Output).BaseObject);

        Assert.All(s_commands, command => Assert.Contains(command, module.ExportedCmdlets.Keys));
        Assert.Equal(module.ExportedCmdlets.Count, module.ExportedCommands.Count);
        Assert.Empty(module.ExportedVariables);
        Assert.All(
            module.ExportedCmdlets.Keys,
            name => Assert.Matches("^(Get|New|Export|Import|Compare|Test|Assert|Invoke|Measure)-Overlay", name)
        );
    }

    [Fact]
    public void The_manifest_is_for_both_editions_and_names_files_that_are_there()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Test-ModuleManifest {Repository.Quoted(Repository.Manifest)}");

        var module = Assert.Single(outcome.Rows<PSModuleInfo>());
        Assert.Equal(["Core", "Desktop"], module.CompatiblePSEditions);
        Assert.Equal(new Version(5, 1), module.PowerShellVersion);
    }

    [Theory]
    [InlineData("Get-OverlayFeature")]
    [InlineData("Get-OverlaySolution")]
    [InlineData("Get-OverlayNetwork")]
    [InlineData("Get-OverlayEndpoint")]
    [InlineData("Get-OverlayTopology")]
    [InlineData("Invoke-OverlayProbe")]
    [InlineData("Measure-OverlayPath")]
    public void All_that_read_a_host_take_the_same_parameters(string command)
    {
        using var session = new ModuleSession();
        var parameters = Command(session, command).Parameters;

        Assert.All(
            ["DockerHost", "Path", "LiteralPath", "InputObject", "Timeout", "ThrottleLimit", "AsJson"],
            name => Assert.Contains(name, parameters.Keys)
        );
        Assert.Contains("PSPath", parameters["LiteralPath"].Aliases);
        Assert.Equal("DockerHost", Command(session, command).DefaultParameterSet);
    }

    [Fact]
    public void Every_cmdlet_says_what_it_gives()
    {
        using var session = new ModuleSession();
        Assert.All(s_commands, command => Assert.NotEmpty(Command(session, command).OutputType));
    }

    private static CmdletInfo Command(ModuleSession session, string name) =>
        Assert.IsType<CmdletInfo>(Assert.Single(session.Run($"Get-Command {name}").Output).BaseObject);
}
