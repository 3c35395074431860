using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>Each package contains its bill of materials. NETAUDIT_ACCEPT_SBOM=1 writes it again.</summary>
public sealed class BillOfMaterialsTests
{
    private const string Accept = "NETAUDIT_ACCEPT_SBOM";
    private const string Name = "sbom.cdx.json";

    [Theory]
    [InlineData("NetAudit", "module/sbom.cdx.json", "lib", "module")]
    [InlineData("netaudit", "module/Shell/sbom.cdx.json", "lib", "module", "module/Shell")]
    public void It_is_what_the_projects_use(string name, string file, params string[] projects)
    {
        var path = Path.Combine(Repository.Root, file);
        var made = BillOfMaterials.Make(name, projects);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(File.ReadAllText(path) == made, $"{file} is not what is used any more: run these tests once with {Accept}=1.");
    }

    [Fact]
    public void It_names_each_dependency_with_its_licence_and_hash_and_nothing_of_the_build()
    {
        var bill = BillOfMaterials.Make("netaudit", "lib", "module", "module/Shell");

        foreach (
            var used in new[] { "Docker.DotNet", "Newtonsoft.Json", "SharpZipLib", "PolySharp", "System.Management.Automation", "dagre" }
        )
        {
            Assert.Contains(used, bill, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Roslynator", bill, StringComparison.Ordinal);
        Assert.DoesNotContain("esbuild", bill, StringComparison.Ordinal);
    }

    [Fact]
    public void The_module_as_it_is_installed_has_it()
    {
        var module = Path.Combine(Repository.Artifacts, "NetAudit", Name);

        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "module", Name)), File.ReadAllText(module));
    }
}
