using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>The packages, made from the build for these tests, and used as their users do.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string s_configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_Gallerys_package_is_the_module_folder_with_the_manifests_words()
    {
        using var package = await ZipFile.OpenReadAsync(await Pack("module"), TestContext.Current.CancellationToken);
        var module = Path.GetDirectoryName(Repository.Manifest)!;
        var files = Directory
            .EnumerateFiles(module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(module, file).Replace('\\', '/'));
        Assert.Equal(
            files.Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName).Where(IsContent).Order(StringComparer.Ordinal)
        );

        using var session = new ModuleSession();
        var manifest = session
            .Run("$m = Get-Module NetAudit; $m.Version; $m.Description; $m.ReleaseNotes; $m.Tags; $m.ExportedCmdlets.Keys")
            .Output.Select(value => value.ToString())
            .ToList();
        var words = Specification(package, "NetAudit.nuspec");
        Assert.Equal(["NetAudit", .. manifest.Take(3)], new[] { "id", "version", "description", "releaseNotes" }.Select(words));
        var tags = words("tags").Split(' ');
        Assert.Contains("PSModule", tags);
        Assert.All(
            manifest.Skip(3),
            word => Assert.Contains(word.Contains('-', StringComparison.Ordinal) ? "PSCmdlet_" + word : word, tags)
        );
    }

    [Fact]
    public async Task PowerShell_installs_the_Gallerys_package_and_imports_it_by_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has one place for a user's modules, which is left alone.");
        var gallery = Path.GetDirectoryName(await Pack("module"))!;
        var home = Directory.CreateDirectory(_folder.File("home")).FullName;
        var run = await RealShell.Run(
            $"""
            $ErrorActionPreference = 'Stop'
            Register-PSResourceRepository local -Uri {Repository.Quoted(gallery)} -Trusted
            Install-PSResource NetAudit -Repository local
            Import-Module NetAudit
            (Get-Module NetAudit).ModuleBase
            @(Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")} -InformationAction Ignore).Count
            """,
            ("HOME", home),
            ("XDG_DATA_HOME", null),
            ("XDG_CONFIG_HOME", null),
            ("XDG_CACHE_HOME", null)
        );

        Assert.Equal("", run.Error);
        Assert.Matches($"^{Regex.Escape(home)}/.*/NetAudit/[0-9.]+\n10\n$", run.Out);
    }

    [Fact]
    public async Task The_tool_is_installed_and_audits()
    {
        var source = Path.GetDirectoryName(await Pack("module/Shell"))!;
        await Dotnet("tool", "install", "NetAudit.Tool", "--tool-path", _folder.File("tool"), "--add-source", source);
        var run = await ShellRun.Of(
            ShellRun.Start(
                Path.Combine(_folder.File("tool"), OperatingSystem.IsWindows() ? "netaudit.exe" : "netaudit"),
                ["-Command", $"@(Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")} -InformationAction Ignore).Count"]
            )
        );

        Assert.Equal(("10", "", 0), (run.Out.Trim(), run.Error, run.ExitCode));
    }

    [Fact]
    public async Task A_program_that_refers_to_the_librarys_package_audits_as_its_readme_says()
    {
        var source = Path.GetDirectoryName(await Pack("lib"))!;
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "lib", "README.md"), TestContext.Current.CancellationToken);
        await Write("Program.cs", readme.Split("```csharp", 2)[1].Split("```", 2)[0]);
        // The packages that it depends on were restored for the build. The library itself must neither come from NuGet's folder nor stay in
        // it.
        await Write(
            "Try.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestoreSources>{source}</RestoreSources>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{NuGet.Folder}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
                <UseSharedCompilation>false</UseSharedCompilation>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NetAudit" Version="*" />
              </ItemGroup>
            </Project>
            """
        );

        await Dotnet("build", _folder.File("Try.csproj"), "-o", _folder.File("out"), "-v", "q");
        var run = await ShellRun.Of(ShellRun.Start("dotnet", [_folder.File("out/Try.dll"), RecordedHosts.PathOf("overlay-swarm/sw1")]));

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Contains("sw1 DockerOverlay NameService: Outdated, Yes", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lib", "module/sbom.cdx.json")]
    [InlineData("module", "module/sbom.cdx.json")]
    [InlineData("module/Shell", "module/Shell/sbom.cdx.json")]
    public async Task Each_package_holds_its_bill_of_materials(string project, string bill)
    {
        using var package = await ZipFile.OpenReadAsync(await Pack(project), TestContext.Current.CancellationToken);
        using var stream = package.GetEntry("sbom.cdx.json")!.Open();
        var read = (await JsonNode.ParseAsync(stream, cancellationToken: TestContext.Current.CancellationToken))!;

        Assert.Equal("CycloneDX", (string?)read["bomFormat"]);
        Assert.NotEmpty(read["components"]!.AsArray());
        var written = await File.ReadAllTextAsync(Path.Combine(Repository.Root, bill), TestContext.Current.CancellationToken);
        Assert.Equal(JsonNode.Parse(written)!.ToJsonString(), read.ToJsonString());
    }

    private static bool IsContent(string entry) =>
        !entry.EndsWith(".nuspec", StringComparison.Ordinal)
        && !entry.StartsWith("_rels/", StringComparison.Ordinal)
        && !entry.StartsWith("package/", StringComparison.Ordinal)
        && entry != "[Content_Types].xml";

    private static Func<string, string> Specification(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().First(element => element.Name.LocalName == "metadata");
        return word => metadata.Elements().First(element => element.Name.LocalName == word).Value;
    }

    /// <summary>Packs a built project into its own folder, and returns the package's path.</summary>
    private async Task<string> Pack(string project)
    {
        var folder = _folder.File("source");
        await Dotnet("pack", Path.Combine(Repository.Root, project), "-c", s_configuration, "--no-build", "-o", folder, "-v", "q");
        return Assert.Single(Directory.EnumerateFiles(folder, "*.nupkg"));
    }

    private Task Write(string name, string text) => File.WriteAllTextAsync(_folder.File(name), text, TestContext.Current.CancellationToken);

    private static async Task Dotnet(params string[] arguments)
    {
        var run = await ShellRun.Of(ShellRun.Start("dotnet", arguments, ("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_NOLOGO", "1")));
        Assert.True(run.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}:\n{run.Out}{run.Error}");
    }
}
