using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>
/// What a package is made of, as CycloneDX: NuGet's packages that put a file into it, those that are compiled in, and npm's that are in the
/// report. Without times and serial numbers: the same sources give the same text.
/// </summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The bundle of the report holds these of npm's; the bundler only makes it.</summary>
    private static readonly string[] s_bundled = ["@dagrejs/dagre", "@dagrejs/graphlib"];

    /// <summary>Makes the text, from what the last restore of some projects settled on.</summary>
    /// <param name="name">What it is the bill of.</param>
    /// <param name="projects">Folders of projects.</param>
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

    /// <summary>An expression, or where older packages have their text.</summary>
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
