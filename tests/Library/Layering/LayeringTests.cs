using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Layering;

/// <summary>
/// The rooms of lib/ and their arrows (docs/contribute/architecture.md). A folder is a room and a namespace. It uses only the rooms that
/// are listed for it. A new room takes a line here.
/// </summary>
public sealed class LayeringTests
{
    private const string Root = "NetAudit.";

    private static readonly Dictionary<string, string[]> s_mayUse = new()
    {
        ["Model"] = [],
        ["Strict"] = ["Model"],
        ["Matrix"] = ["Model", "Strict"],
        ["Snapshots"] = ["Model"],
        ["Platform"] = ["Model", "Snapshots"],
        ["Collection"] = ["Model", "Snapshots", "Platform"],
        ["PacketPath"] = ["Model", "Snapshots"],
        ["Solutions"] = ["Model", "Snapshots", "PacketPath"],
        ["Findings"] = ["Model", "Snapshots", "PacketPath", "Solutions"],
        ["Aspects"] = ["Model", "Snapshots", "PacketPath", "Solutions"],
        ["Audit"] = ["Model", "Matrix", "Snapshots", "Solutions", "Findings", "Aspects"],
        ["Cluster"] = ["Model", "Snapshots", "PacketPath", "Solutions", "Findings"],
        ["Topology"] = ["Model", "Snapshots", "PacketPath", "Solutions", "Findings", "Cluster"],
        ["Probes"] = ["Model", "Snapshots", "Platform", "Collection", "Solutions"],
        ["Fleet"] = ["Model", "Snapshots", "Collection", "Probes"],
        ["Rows"] = ["Model", "Matrix", "Snapshots", "Solutions", "Findings", "Aspects", "Audit", "Cluster", "Probes"],
        ["Paths"] = ["Model", "Snapshots", "Platform", "Collection", "Solutions", "Probes", "Rows"],
        ["Gate"] = ["Model", "Strict", "Matrix", "Snapshots", "Solutions", "Findings", "Aspects", "Audit", "Cluster", "Rows"],
        ["Drift"] = ["Model", "Snapshots", "Solutions", "Aspects", "Rows"],
        ["Reports"] = ["Model", "Matrix", "Findings", "Topology", "Rows", "Gate", "Drift"],
    };

    private static readonly Architecture s_library = new ArchLoader().LoadAssemblies(typeof(HostAudit).Assembly).Build();

    [Fact]
    public void A_room_uses_only_those_below_it()
    {
        var wrong =
            from type in s_library.Types
            let room = RoomOf(type)
            where room is not null
            from used in type.GetTypeDependencies().Distinct()
            where used is not GenericParameter // the library mixes up two of equal name, and neither belongs to a room
            let other = RoomOf(used)
            where other is not null && other != room && !s_mayUse[room].Contains(other)
            select $"{room} may not use {other}, but {type.FullName} uses {used.FullName}";

        AssertNone(wrong);
    }

    [Fact]
    public void Every_type_of_the_library_is_in_a_room_of_the_table() =>
        AssertNone(
            s_library
                .Types.Where(IsOurs)
                .Where(type => !s_mayUse.ContainsKey(RoomNameOf(type)))
                .Select(type => $"{type.FullName} is in no room")
        );

    [Fact]
    public void Arrows_go_one_way()
    {
        var below = new HashSet<string>();
        foreach (var (room, uses) in s_mayUse)
        {
            AssertNone(uses.Except(below).Select(other => $"{room} stands before {other}, which it may use"));
            below.Add(room);
        }
    }

    private static void AssertNone(IEnumerable<string> wrong)
    {
        var lines = wrong.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, string.Join("\n", lines));
    }

    private static bool IsOurs(IType type) => type.Namespace.FullName.StartsWith(Root, StringComparison.Ordinal);

    private static string RoomNameOf(IType type) => type.Namespace.FullName.Split('.')[1];

    private static string? RoomOf(IType type) => IsOurs(type) && s_mayUse.ContainsKey(RoomNameOf(type)) ? RoomNameOf(type) : null;
}
