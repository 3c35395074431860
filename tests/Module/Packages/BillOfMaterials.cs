using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
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

    /// <summary>They make sources, which are compiled into ours.</summary>
    private static readonly string[] s_compiledIn = ["PolySharp"];

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

    private static IEnumerable<JsonObject> OfNuget(string project)
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, project, "obj", "project.assets.json")))!;
        string[] caches = [.. assets["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        var target = assets["targets"]!.AsObject().First(target => !target.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();
        foreach (var (key, package) in target)
        {
            var (id, version) = (key.Split('/')[0], key.Split('/')[1]);
            if ((string)package!["type"]! == "package" && (s_compiledIn.Contains(id) || PutsFile(package)))
            {
                yield return Package(id, version, caches);
            }
        }
    }

    private static bool PutsFile(JsonNode package) =>
        new[] { "runtime", "runtimeTargets", "native" }
            .SelectMany(kind => package[kind]?.AsObject().Select(file => file.Key) ?? [])
            .Any(file => !file.EndsWith("_._", StringComparison.Ordinal));

    private static JsonObject Package(string id, string version, string[] caches)
    {
        var folder = caches.Select(cache => Path.Combine(cache, id.ToLowerInvariant(), version)).First(Directory.Exists);
        var metadata = XDocument.Load(Path.Combine(folder, $"{id.ToLowerInvariant()}.nuspec")).Root!.Elements().First();
        var hash = Convert.FromBase64String(
            File.ReadAllText(Path.Combine(folder, $"{id.ToLowerInvariant()}.{version}.nupkg.sha512")).Trim()
        );
        return Component(id, version, $"pkg:nuget/{id}@{version}", Licence(metadata), Convert.ToHexStringLower(hash));
    }

    /// <summary>An expression, or where older packages have their text.</summary>
    private static JsonObject Licence(XElement metadata)
    {
        var licence = metadata.Elements().FirstOrDefault(one => one.Name.LocalName == "license");
        if ((string?)licence?.Attribute("type") == "expression")
        {
            return new JsonObject { ["license"] = new JsonObject { ["id"] = licence!.Value } };
        }

        var address = metadata.Elements().FirstOrDefault(one => one.Name.LocalName == "licenseUrl")?.Value;
        return new JsonObject
        {
            ["license"] = new JsonObject { ["name"] = licence is null ? "see url" : $"{licence.Value} in the package", ["url"] = address },
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
