using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using NetAudit.Aspects;
using NetAudit.Cluster;
using NetAudit.Collection.Formats;
using NetAudit.Findings;
using NetAudit.Rows;
using NetAudit.Solutions;
using Type = System.Type;

namespace NetAudit.Library.Tests.Layering;

/// <summary>
/// Each rule, detector, observer and used reader of Formats has its tests in the folder of the same name: lib/Findings/Swarm/NodeDown.cs in
/// tests/Library/Findings/Swarm/NodeDownTests.cs.
/// </summary>
public sealed class TestPlaceTests
{
    private static readonly string s_repository = Path.GetFullPath(Path.Combine(RecordedHosts.Folder, "..", ".."));

    public static TheoryData<string> Rules => [.. Implementing(typeof(IFindingRule)), .. Implementing(typeof(IClusterRule))];

    public static TheoryData<string> Others => [.. Implementing(typeof(ISolutionDetector)), .. Implementing(typeof(IAspectObserver))];

    /// <summary>The readers in Formats that another room uses.</summary>
    public static TheoryData<string> Formats
    {
        get
        {
            var library = new ArchLoader().LoadAssemblies(typeof(HostAudit).Assembly).Build();
            var room = typeof(FirewallText).Namespace;
            var used = library
                .Types.Where(type => type.Namespace.FullName != room)
                .SelectMany(type => type.GetTypeDependencies())
                .Where(type => type.Namespace.FullName == room)
                .Select(type => PathOf(type.Name))
                .OfType<string>();
            return [.. used.Distinct().Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    [MemberData(nameof(Others))]
    [MemberData(nameof(Formats))]
    public void It_has_its_tests_in_the_folder_of_the_same_name(string path) =>
        Assert.True(File.Exists(TestsOf(path)), $"lib/{path}.cs has no tests in tests/Library/{path}Tests.cs");

    private static string TestsOf(string path) => Path.Combine(s_repository, "tests", "Library", path + "Tests.cs");

    private static IEnumerable<string> Implementing(Type kind) =>
        kind
            .Assembly.GetTypes()
            .Where(type => kind.IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => PathOf(type.Name, FolderOf(type)) ?? type.Name);

    private static string FolderOf(Type type) => type.Namespace!.Split('.')[1];

    /// <summary>The path of a type's file below lib, without its ending; null if it shares another type's file.</summary>
    private static string? PathOf(string name, string folder = "Collection/Formats") =>
        Directory
            .EnumerateFiles(Path.Combine(s_repository, "lib", folder), name + ".cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(s_repository, "lib"), file)[..^".cs".Length].Replace('\\', '/'))
            .SingleOrDefault();
}
