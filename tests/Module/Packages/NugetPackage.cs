using System.Text.Json.Nodes;
using System.Xml.Linq;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>A NuGet package that adds a file to a project's output or is compiled in, as the last restore resolved it.</summary>
/// <param name="Id">The package's name.</param>
/// <param name="Version">The package's version.</param>
/// <param name="Files">The names of the files that it puts beside ours; none if it is compiled in.</param>
/// <param name="Folder">The folder in which it is unpacked.</param>
internal sealed record NugetPackage(string Id, string Version, IReadOnlyList<string> Files, string Folder)
{
    /// <summary>Packages that generate sources, which are compiled into our assemblies.</summary>
    private static readonly string[] s_compiledIn = ["PolySharp"];

    private IEnumerable<XElement> Metadata =>
        XDocument.Load(Path.Combine(Folder, $"{Id.ToLowerInvariant()}.nuspec")).Root!.Elements().First().Elements();

    /// <summary>The package's SHA-512, in hexadecimal.</summary>
    public string Hash
    {
        get
        {
            var hash = File.ReadAllText(Path.Combine(Folder, $"{Id.ToLowerInvariant()}.{Version}.nupkg.sha512"));
            return Convert.ToHexStringLower(Convert.FromBase64String(hash.Trim()));
        }
    }

    /// <summary>The copyright line of its specification; its authors if there is none.</summary>
    public string Copyright => Told("copyright") ?? Told("authors")!;

    /// <summary>The licence's SPDX name; null if only a file or an address gives it.</summary>
    public string? Licence => LicenceOf("expression");

    /// <summary>The licence file in the package; null if it has none.</summary>
    public string? LicenceFile => LicenceOf("file");

    /// <summary>The address of the licence's text in older packages.</summary>
    public string? LicenceAddress => Told("licenseUrl");

    /// <summary>The packages of a project.</summary>
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
