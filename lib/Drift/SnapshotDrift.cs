using NetAudit.Snapshots;

namespace NetAudit.Drift;

/// <summary>Compares two snapshots: of one host at two times, or of two hosts. Pure.</summary>
public static class SnapshotDrift
{
    private const string All = "*";

    /// <summary>Compares two snapshots.</summary>
    /// <param name="reference">The earlier snapshot.</param>
    /// <param name="difference">The later snapshot.</param>
    public static IReadOnlyList<OverlayDrift> Compare(HostSnapshot reference, HostSnapshot difference)
    {
        var before = DriftFacts.Find(reference);
        var after = DriftFacts.Find(difference);
        OverlayDrift Row(string area, DriftFact? fact, string change, string? from, string? to) =>
            new()
            {
                ReferenceHost = reference.Host,
                DifferenceHost = difference.Host,
                Area = area,
                Subject = fact?.Subject ?? All,
                Container = fact?.Container,
                Network = fact?.Network,
                Change = change,
                From = from,
                To = to,
            };

        var rows = new List<OverlayDrift>();
        foreach (var area in before.Keys)
        {
            if (before[area] is { } old && after[area] is { } now)
            {
                rows.AddRange(Differences(old, now).Select(one => Row(area, one.Fact, one.Change, one.From, one.To)));
            }
            else if (before[area] is not null || after[area] is not null)
            {
                rows.Add(
                    Row(
                        area,
                        null,
                        nameof(DriftChange.NotSeen),
                        before[area] is null ? "not seen" : "seen",
                        after[area] is null ? "not seen" : "seen"
                    )
                );
            }
        }

        return rows;
    }

    private static IEnumerable<(DriftFact Fact, string Change, string? From, string? To)> Differences(
        IReadOnlyList<DriftFact> old,
        IReadOnlyList<DriftFact> now
    )
    {
        // Several facts can share a subject (multipath routes), so they are compared one by one in a fixed order.
        var before = old.GroupBy(fact => fact.Subject)
            .ToDictionary(group => group.Key, group => group.OrderBy(fact => fact.ToString(), StringComparer.Ordinal).ToList());
        var after = now.GroupBy(fact => fact.Subject)
            .ToDictionary(group => group.Key, group => group.OrderBy(fact => fact.ToString(), StringComparer.Ordinal).ToList());
        foreach (var subject in before.Keys.Union(after.Keys).OrderBy(name => name, StringComparer.Ordinal))
        {
            var was = before.TryGetValue(subject, out var first) ? first : [];
            var current = after.TryGetValue(subject, out var second) ? second : [];
            for (var i = 0; i < Math.Max(was.Count, current.Count); i++)
            {
                if (i >= was.Count)
                {
                    yield return (current[i], nameof(DriftChange.Added), null, current[i].ToString());
                }
                else if (i >= current.Count)
                {
                    yield return (was[i], nameof(DriftChange.Removed), was[i].ToString(), null);
                }
                else if (Changed(was[i], current[i]) is { } change)
                {
                    yield return (current[i], nameof(DriftChange.Changed), change.From, change.To);
                }
            }
        }
    }

    /// <summary>The parts that differ, among those that were seen both times.</summary>
    private static (string From, string To)? Changed(DriftFact was, DriftFact now)
    {
        var parts = was
            .Parts.Zip(now.Parts, (one, other) => (one.Name, From: one.Value, To: other.Value))
            .Where(part => part is { From: not null, To: not null } && part.From != part.To)
            .ToList();
        return parts.Count == 0
            ? null
            : (Words(parts.Select(part => (part.Name, part.From!))), Words(parts.Select(part => (part.Name, part.To!))));
    }

    private static string Words(IEnumerable<(string Name, string Value)> parts) =>
        string.Join(", ", parts.Select(part => $"{part.Name} {(part.Value.Length == 0 ? "none" : part.Value)}".Trim()));
}
