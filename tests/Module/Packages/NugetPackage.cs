using System.Text.Json.Nodes;
using System.Xml.Linq;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>A package of NuGet that puts a file into what a project makes, or is compiled in, as the last restore settled on it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Files">The files that it puts beside ours, by their names; none if it is compiled in.</param>
/// <param name="Folder">Where it is unpacked.</param>
internal sealed record NugetPackage(string Id, string Version, IReadOnlyList<string> Files, string Folder)
{
    /// <summary>They make sources, which are compiled into ours.</summary>
    private static readonly string[] s_compiledIn = ["PolySharp"];

    private IEnumerable<XElement> Metadata =>
        XDocument.Load(Path.Combine(Folder, $"{Id.ToLowerInvariant()}.nuspec")).Root!.Elements().First().Elements();

    /// <summary>Its SHA-512, in hexadecimal.</summary>
    public string Hash
    {
        get
        {
            var hash = File.ReadAllText(Path.Combine(Folder, $"{Id.ToLowerInvariant()}.{Version}.nupkg.sha512"));
            return Convert.ToHexStringLower(Convert.FromBase64String(hash.Trim()));
        }
    }

    /// <summary>Whose it is, as its specification says; its authors where that says nothing.</summary>
    public string Copyright => Told("copyright") ?? Told("authors")!;

    /// <summary>The licence's name, as SPDX has it; null if only a file or an address says it.</summary>
    public string? Licence => LicenceOf("expression");

    /// <summary>The file in the package that holds the licence; null if there is none.</summary>
    public string? LicenceFile => LicenceOf("file");

    /// <summary>Where older packages have their licence's text.</summary>
    public string? LicenceAddress => Told("licenseUrl");

    /// <summary>Those of a project.</summary>
    public static IEnumerable<NugetPackage> Of(string project)
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, project, "obj", "project.assets.json")))!;
        string[] caches = [.. assets["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        var target = assets["targets"]!.AsObject().First(target => !target.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();
        foreach (var (key, package) in target)
        {
            var (id, version) = (key.Split('/')[0], key.Split('/')[1]);
            var files = FilesOf(package!);
            if ((string)package!["type"]! == "package" && (s_compiledIn.Contains(id) || files.Count > 0))
            {
                var folder = caches.Select(cache => Path.Combine(cache, id.ToLowerInvariant(), version)).First(Directory.Exists);
                yield return new NugetPackage(id, version, files, folder);
            }
        }
    }

    private static List<string> FilesOf(JsonNode package) =>
        [
            .. new[] { "runtime", "runtimeTargets", "native" }
                .SelectMany(kind => package[kind]?.AsObject().Select(file => file.Key) ?? [])
                .Where(file => !file.EndsWith("_._", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private string? LicenceOf(string kind) =>
        Metadata.FirstOrDefault(one => one.Name.LocalName == "license" && (string?)one.Attribute("type") == kind)?.Value;

    private string? Told(string name) =>
        Metadata.FirstOrDefault(one => one.Name.LocalName == name)?.Value is { Length: > 0 } told ? told : null;
}
