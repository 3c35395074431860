using System.Diagnostics;
using System.Management.Automation;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>The folder artifacts/NetAudit: the module as it is installed.</summary>
public sealed class ModuleFolderTests
{
    private static readonly string s_folder = Path.GetDirectoryName(Repository.Manifest)!;

    private static readonly string[] s_ours = ["NetAudit.dll", "NetAudit.PowerShell.dll"];

    private static readonly string[] s_dependencies =
    [
        "Docker.DotNet.dll",
        "ICSharpCode.SharpZipLib.dll",
        "Newtonsoft.Json.dll",
        "System.Buffers.dll",
        "System.Memory.dll",
        "System.Numerics.Vectors.dll",
        "System.Runtime.CompilerServices.Unsafe.dll",
        "System.Threading.Tasks.Extensions.dll",
    ];

    private static IEnumerable<string> Files =>
        Directory
            .EnumerateFiles(s_folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(s_folder, file).Replace('\\', '/'));

    [Fact]
    public void It_holds_what_ships_and_nothing_else()
    {
        IEnumerable<string> bin =
        [
            .. s_ours,
            .. s_dependencies,
            "NetAudit.Finding.Format.ps1xml",
            "NetAudit.Format.ps1xml",
            "NetAudit.Gate.Format.ps1xml",
            "NetAudit.Topology.Format.ps1xml",
            "NetAudit.Types.ps1xml",
            "collect.sh",
        ];
        Assert.Equal(
            [
                .. bin.Select(name => "module/bin/" + name)
                    .Concat(["NetAudit.psd1", "LICENSE", "CHANGELOG.md", "THIRD-PARTY-NOTICES.txt", "sbom.cdx.json"])
                    .Order(StringComparer.Ordinal),
            ],
            Files.Where(file => !file.StartsWith("en-US/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        );
        Assert.All(
            Files.Where(file => file.StartsWith("en-US/", StringComparison.Ordinal)),
            file => Assert.Matches(@"\.dll-Help\.xml$|/about_\w+\.help\.txt$", file)
        );
    }

    [Fact]
    public void The_licence_of_each_dependency_is_named()
    {
        var notices = File.ReadAllText(Path.Combine(s_folder, "THIRD-PARTY-NOTICES.txt"));
        Assert.All(s_dependencies, name => Assert.Contains(name, notices, StringComparison.Ordinal));
    }

    // .NET Framework loads referenced assemblies, and it only finds them beside the module.
    [Fact]
    public void Each_assembly_finds_its_dependencies_in_the_folder_in_no_older_version()
    {
        var shipped = s_ours
            .Concat(s_dependencies)
            .Select(name => Path.Combine(s_folder, "module", "bin", name))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), Identity);
        string[] hosts = ["netstandard", "System.Runtime", "System.Management.Automation"];

        Assert.All(
            shipped,
            assembly =>
                Assert.All(
                    assembly.Value.References.Where(reference => !hosts.Contains(reference.Name)),
                    reference =>
                    {
                        Assert.Contains(reference.Name, shipped.Keys);
                        Assert.True(
                            shipped[reference.Name].Version >= reference.Version,
                            $"{assembly.Key} wants {reference.Name} {reference.Version}."
                        );
                    }
                )
        );
    }

    [Fact]
    public void One_version_is_in_the_manifest_and_the_assemblies()
    {
        using var session = new ModuleSession();
        var manifest = Assert.Single(session.Run($"Test-ModuleManifest {Repository.Quoted(Repository.Manifest)}").Rows<PSModuleInfo>());

        Assert.All(
            s_ours,
            name =>
                Assert.Equal(
                    manifest.Version,
                    Version.Parse(
                        FileVersionInfo.GetVersionInfo(Path.Combine(s_folder, "module", "bin", name)).ProductVersion!.Split('+', '-')[0]
                    )
                )
        );
    }

    [Fact]
    public void The_modules_public_members_are_the_reviewed_ones() => ApprovedApi.Check(ModuleLibrary.Cmdlets, "Module");

    [Fact]
    public void In_netaudits_engine_it_is_imported_by_name_again_and_again()
    {
        using var session = new ModuleSession();
        Assert.Equal(
            s_counts,
            session.Run($"$env:PSModulePath = {OnPath}; Remove-Module NetAudit; {Import}").Output.Select(count => count.ToString())
        );
    }

    [Fact]
    public async Task In_PowerShell_itself_it_is_imported_by_name_again_and_again_and_by_its_commands()
    {
        var run = await RealShell.Run($"$env:PSModulePath = {OnPath}; @(Get-OverlayMatrix).Count; Remove-Module NetAudit; {Import}");

        Assert.Equal("", run.Error);
        Assert.Equal(["40", .. s_counts], run.Out.ReplaceLineEndings("\n").Trim().Split('\n'));
    }

    // The parent folder is added, not the folder itself, before the existing ones.
    private static string OnPath => $"{Repository.Quoted(Repository.Artifacts + Path.PathSeparator)} + $env:PSModulePath";

    private static readonly string s_commands =
        $"{System.Text.RegularExpressions.Regex.Count(File.ReadAllText(Repository.Manifest), "'[A-Z][a-z]+-Overlay[A-Za-z]+'")}";

    private static readonly string[] s_counts = [s_commands, s_commands, s_commands, "0", s_commands, "40"];

    private const string Import = """
        Import-Module NetAudit; @(Get-Command -Module NetAudit).Count
        Import-Module NetAudit -Force; @(Get-Command -Module NetAudit).Count
        Import-Module NetAudit -Force; (Get-Module NetAudit).ExportedCmdlets.Count
        Remove-Module NetAudit; @(Get-Module NetAudit).Count
        Import-Module NetAudit; @(Get-Command -Module NetAudit).Count
        @(Get-OverlayMatrix).Count
        """;

    private static (Version Version, IReadOnlyList<(string Name, Version Version)> References) Identity(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return (
            metadata.GetAssemblyDefinition().Version,
            [
                .. metadata
                    .AssemblyReferences.Select(metadata.GetAssemblyReference)
                    .Select(reference => (metadata.GetString(reference.Name), reference.Version)),
            ]
        );
    }
}
