using System.Text.RegularExpressions;
using NetAudit.Collection;
using NetAudit.Collection.Bundles;

namespace NetAudit.Fuzz;

/// <summary>The recorded hosts as inputs: one file of each kind of each host, and its snapshot.</summary>
internal static class Corpus
{
    private const int Longest = 20_000;

    public static void Write(string bundles, string folder)
    {
        Directory.CreateDirectory(folder);
        var count = 0;
        foreach (var path in Directory.EnumerateFiles(bundles, "*.tar.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (var input in Inputs(path).Where(input => input.Length < Longest))
            {
                File.WriteAllText(Path.Combine(folder, $"{count++:0000}"), input);
            }
        }

        Console.WriteLine($"{count} inputs in {folder}");
    }

    private static IEnumerable<string> Inputs(string path)
    {
        using var stream = File.OpenRead(path);
        var files = ArchiveFiles.Read(path, stream, compressed: true, new BundleBounds(), CancellationToken.None);
        var kinds = files.Names.Order(StringComparer.Ordinal).GroupBy(name => Regex.Replace(name, "^([a-z]+|engine/[a-z]+)/[^/]+/", "$1/"));
        foreach (var name in kinds.Select(kind => kind.First()))
        {
            yield return $"{name}\n{files.Open(name)?.ReadToEnd()}";
        }

        yield return "snapshot\n" + SnapshotFile.Write(RecordedHost.Read(path, CancellationToken.None));
    }
}
