using System.Collections;
using System.Reflection;
using NetAudit.Collection;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Properties;

/// <summary>
/// Null is "not seen", and empty is "seen, and empty". Each nullable list, table or record of the snapshot is set to null on each recorded
/// host. Then no finding and no row status may be new, except Inconclusive.
/// </summary>
public sealed class UnseenFactTests
{
    private const int Samples = 12;

    private static readonly NullabilityInfoContext s_nullability = new();

    public static TheoryData<string> Hosts => RecordedHosts.All;

    /// <summary>Facts whose absence has a meaning: a link without it is of another kind, as the kernel gives both at once.</summary>
    private static readonly string[] s_saying = ["Link.Vxlan"];

    /// <summary>All facts that can be unseen.</summary>
    private static IReadOnlyList<PropertyInfo> Facts { get; } =
    [
        .. typeof(HostSnapshot)
            .Assembly.GetTypes()
            .Where(IsOfSnapshots)
            .SelectMany(type => type.GetProperties())
            .Where(property => MayBeUnseen(property) && !s_saying.Contains(Name(property)))
            .OrderBy(Name, StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_fact_that_was_not_seen_makes_nothing_to_be_said(string name)
    {
        var whole = SnapshotFile.Write(RecordedHosts.Read(name));
        var known = SnapshotClaims.From(SnapshotFile.Read(whole, name)).ToHashSet();
        var many = MutatedBundleTests.Many(Samples);
        var news = new List<string>();
        foreach (var fact in Facts.OrderBy(fact => Rank(name + Name(fact))).Take(many == 0 ? int.MaxValue : many))
        {
            var host = SnapshotFile.Read(whole, name);
            if (Remove(host, fact, []) > 0)
            {
                news.AddRange(SnapshotClaims.From(host).Where(told => !known.Contains(told)).Select(told => $"no {Name(fact)}: {told}"));
            }
        }

        Assert.True(news.Count == 0, string.Join("\n", news.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_facts_are_those_of_the_snapshot() =>
        Assert.Superset(
            new HashSet<string>
            {
                "HostSnapshot.Containers",
                "HostSnapshot.Networks",
                "Network.Endpoints",
                "NetworkNamespace.Links",
                "NetworkNamespace.Firewall",
                "EngineFacts.Nodes",
            },
            Facts.Select(Name).ToHashSet()
        );

    /// <summary>Sets a fact to null wherever it occurs below an object; returns the number of places.</summary>
    private static int Remove(object one, PropertyInfo fact, HashSet<object> been)
    {
        if (!been.Add(one))
        {
            return 0;
        }

        if (one is IEnumerable many and not string)
        {
            return many.Cast<object?>().Select(Content).OfType<object>().Sum(item => Remove(item, fact, been));
        }

        if (!IsOfSnapshots(one.GetType()))
        {
            return 0;
        }

        var removed = 0;
        if (fact.DeclaringType == one.GetType() && fact.GetValue(one) is not null)
        {
            fact.SetValue(one, null);
            removed++;
        }

        return removed
            + one.GetType()
                .GetProperties()
                .Where(property => property.GetIndexParameters().Length == 0 && !property.PropertyType.IsValueType)
                .Select(property => property.GetValue(one))
                .OfType<object>()
                .Sum(item => Remove(item, fact, been));
    }

    private static object? Content(object? item) =>
        item?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? type.GetProperty("Value")!.GetValue(item)
            : item;

    private static bool MayBeUnseen(PropertyInfo property) =>
        property is { CanWrite: true, PropertyType.IsValueType: false }
        && property.PropertyType != typeof(string)
        && s_nullability.Create(property).ReadState == NullabilityState.Nullable;

    private static bool IsOfSnapshots(Type type) => type is { Namespace: "NetAudit.Snapshots", IsClass: true };

    private static string Name(PropertyInfo fact) => $"{fact.DeclaringType!.Name}.{fact.Name}";

    private static uint Rank(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}
