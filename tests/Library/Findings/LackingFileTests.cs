using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using NetAudit.Collection.Bundles;

namespace NetAudit.Library.Tests.Findings;

/// <summary>Sound recorded hosts, each with one file of its bundle taken away. An unseen fact is no trouble and no proof.</summary>
public sealed class LackingFileTests
{
    /// <summary>A host's containers are alike, and so are their files. One of each kind is enough.</summary>
    private const int MostOfKind = 1;

    public static TheoryData<string> Hosts => SoundHostTests.Hosts;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_file_that_is_missing_makes_no_trouble_and_no_match(string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(RecordedHosts.Folder)!, name + ".tar.gz");
        using var stream = File.OpenRead(path);
        var whole = ArchiveFiles.Read(path, stream, compressed: true, new BundleBounds(), CancellationToken.None);
        var known = Told(whole).ToHashSet();
        var news = new ConcurrentBag<string>();
        Parallel.ForEach(
            whole.Names.Where(file => file != Bundle.Marker).GroupBy(Kind).SelectMany(kind => kind.Take(MostOfKind)),
            file =>
            {
                foreach (var told in Told(new WithoutFile(whole, file)).Where(told => !known.Contains(told)))
                {
                    news.Add($"without {file}: {told}");
                }
            }
        );
        Assert.True(news.IsEmpty, string.Join("\n", news.Order()));
    }

    /// <summary>The file's name without the container's id or the namespace's name.</summary>
    private static string Kind(string file) => Regex.Replace(file, "^(engine/[a-z]+|containers|namespaces)/[^/]+", "$1");

    private static IEnumerable<string> Told(IBundleFiles files) => BundleClaims.From(files, row => $"{row.Edition}: {row}");

    private sealed class WithoutFile(IBundleFiles all, string lacking) : IBundleFiles
    {
        public string Path => all.Path;

        public IReadOnlyCollection<string> Names { get; } = [.. all.Names.Where(name => name != lacking)];

        public DateTimeOffset Newest => all.Newest;

        public long MostValues => all.MostValues;

        public TextReader? Open(string name) => name == lacking ? null : all.Open(name);
    }
}
