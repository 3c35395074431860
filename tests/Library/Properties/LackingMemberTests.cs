using System.Text.RegularExpressions;
using NetAudit.Collection.Bundles;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Properties;

/// <summary>
/// Sound hosts without a member that each entry of a list has. A list of half entries was not seen, and unseen facts prove nothing. Members
/// that only some entries have are kept, as their absence has a meaning. The sample is fixed; NETAUDIT_SAMPLES=0 tries all.
/// </summary>
public sealed class LackingMemberTests
{
    private const int Samples = 12;

    public static TheoryData<string> Hosts => Findings.SoundHostTests.Hosts;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_member_that_is_missing_makes_no_trouble_and_no_match(string name)
    {
        var whole = ChangedFiles.Bundle(Path.Combine(Path.GetDirectoryName(RecordedHosts.Folder)!, name + ".tar.gz"));
        var known = Told(whole).ToHashSet();
        var news = new List<string>();
        var many = MutatedBundleTests.Many(Samples);
        var members = Members(whole).OrderBy(member => Rank(name + member.File + member.Member)).ThenBy(member => member.Member).ToList();
        foreach (var (file, member) in members.Take(many == 0 ? int.MaxValue : many))
        {
            var lacking = new ChangedFiles(whole, file, Without(whole.Open(file)!.ReadToEnd(), member));
            news.AddRange(Told(lacking).Where(told => !known.Contains(told)).Select(told => $"{file} without {member}: {told}"));
        }

        Assert.True(news.Count == 0, string.Join("\n", news.Order()));
    }

    /// <summary>One file of each kind, with each member name in it.</summary>
    private static IEnumerable<(string File, string Member)> Members(IBundleFiles files) =>
        files
            .Names.Where(file => file.EndsWith(".json", StringComparison.Ordinal) && file != Bundle.Marker)
            .Order(StringComparer.Ordinal)
            .GroupBy(file => Regex.Replace(file, "^(engine/[a-z]+|containers|namespaces)/[^/]+", "$1"))
            .SelectMany(kind => kind.Take(1))
            .SelectMany(file => Names(files.Open(file)?.ReadToEnd()).Select(member => (file, member)));

    private static IEnumerable<string> Names(string? text) =>
        text is null
            ? []
            : Objects(text)
                .GroupBy(one => Place(one))
                .SelectMany(kind =>
                    kind.Select(one => one.Properties().Select(property => property.Name)).Aggregate((all, own) => all.Intersect(own))
                )
                .Distinct()
                .Order(StringComparer.Ordinal);

    private static IEnumerable<JObject> Objects(string text) =>
        JToken.Parse(text) is JArray { Count: > 1 } root ? root.DescendantsAndSelf().OfType<JObject>() : [];

    /// <summary>An object's path, without indexes and without the keys of objects that serve as lists.</summary>
    private static string Place(JObject one) => Regex.Replace(one.Path, @"\[[^]]*\]", "[]");

    private static string Without(string text, string member)
    {
        var root = (JContainer)JToken.Parse(text);
        foreach (var property in root.DescendantsAndSelf().OfType<JProperty>().Where(property => property.Name == member).ToList())
        {
            property.Remove();
        }

        return root.ToString();
    }

    private static uint Rank(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));

    private static IEnumerable<string> Told(IBundleFiles files) =>
        BundleClaims.From(files, row => $"{row.Edition}: {row.Solution} {row.Aspect} Match");
}
