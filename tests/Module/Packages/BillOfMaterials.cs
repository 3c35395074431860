using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>
/// A package's bill of materials in CycloneDX. It lists the NuGet packages that add a file or are compiled in, and the npm packages in the
/// report. It has no times or serial numbers, so the same sources give the same text.
/// </summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The npm packages that the report's bundle contains. The bundler itself isn't in it.</summary>
    private static readonly string[] s_bundled = ["@dagrejs/dagre", "@dagrejs/graphlib"];

    /// <summary>Makes the text from the last restore of some projects.</summary>
    /// <param name="name">The name of the package that it describes.</param>
    /// <param name="projects">The projects' folders.</param>
    public static string Make(string name, params string[] projects)
    {
        var components = projects.SelectMany(OfNuget).Concat(OfNpm()).DistinctBy(one => (string)one["purl"]!);
        var bill = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = new JsonObject { ["type"] = "application", ["name"] = name },
            },
            ["components"] = new JsonArray([.. components.OrderBy(one => (string)one["purl"]!, StringComparer.Ordinal)]),
        };
        return bill.ToJsonString(s_readable).ReplaceLineEndings("\n") + "\n";
    }

    private static IEnumerable<JsonObject> OfNuget(string project) =>
        NugetPackage.Of(project).Select(one => Component(one.Id, one.Version, $"pkg:nuget/{one.Id}@{one.Version}", Licence(one), one.Hash));

    /// <summary>An SPDX expression, or the address of the text for older packages.</summary>
    private static JsonObject Licence(NugetPackage package)
    {
        if (package.Licence is { } name)
        {
            return new JsonObject { ["license"] = new JsonObject { ["id"] = name } };
        }

        var told = package.LicenceFile is { } file ? $"{file} in the package" : "see url";
        return new JsonObject
        {
            ["license"] = new JsonObject { ["name"] = told, ["url"] = package.LicenceAddress },
        };
    }

    private static IEnumerable<JsonObject> OfNpm()
    {
        var locked = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "lib", "Reports", "Html", "package-lock.json")))![
            "packages"
        ]!;
        return s_bundled.Select(id =>
        {
            var package = locked[$"node_modules/{id}"]!;
            var version = (string)package["version"]!;
            var licence = new JsonObject { ["license"] = new JsonObject { ["id"] = (string)package["license"]! } };
            var hash = Convert.ToHexStringLower(Convert.FromBase64String(((string)package["integrity"]!)["sha512-".Length..]));
            return Component(id, version, $"pkg:npm/{id.Replace("@", "%40", StringComparison.Ordinal)}@{version}", licence, hash);
        });
    }

    private static JsonObject Component(string name, string version, string address, JsonObject licence, string hash) =>
        new()
        {
            ["type"] = "library",
            ["name"] = name,
            ["version"] = version,
            ["purl"] = address,
            ["licenses"] = new JsonArray(licence),
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = hash }),
        };
}
