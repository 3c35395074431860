using NetAudit.Model;

namespace NetAudit.PacketPath.Routing;

/// <summary>A table's routes by prefix, so that one packet's are found without going through all of them.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<Subnet, List<RouteEntry>> _entries = [];
    private readonly Dictionary<int, IReadOnlyList<int>> _lengths;

    public RouteTable(IEnumerable<RouteEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (!_entries.TryGetValue(entry.Destination, out var same))
            {
                _entries.Add(entry.Destination, same = []);
            }

            same.Add(entry);
        }

        _lengths = _entries
            .Keys.GroupBy(subnet => subnet.Family)
            .ToDictionary(
                family => family.Key,
                IReadOnlyList<int> (family) => [.. family.Select(subnet => subnet.Length).Distinct().OrderByDescending(length => length)]
            );
    }

    /// <summary>Whether it has routes of a family.</summary>
    public bool HasFamily(int family) => _lengths.ContainsKey(family);

    /// <summary>The routes of the longest prefix and of the lowest metric that a packet can take; null if there are none.</summary>
    public List<RouteEntry>? Find(RouteQuery query)
    {
        foreach (var length in _lengths.TryGetValue(query.Destination.Family, out var lengths) ? lengths : [])
        {
            if (
                length <= query.Destination.Length
                && _entries.TryGetValue(query.Destination.Around(length), out var entries)
                && entries.FindAll(entry => IsOnLink(entry, query)) is { Count: > 0 } usable
            )
            {
                var lowest = usable.Min(entry => entry.Metric);
                return usable.FindAll(entry => entry.Metric == lowest);
            }
        }

        return null;
    }

    /// <summary>Packets of a bound socket use only routes of its link; routes that reject packets have none.</summary>
    private static bool IsOnLink(RouteEntry entry, RouteQuery query) =>
        query.OutLink is null || entry.Device is null || entry.Device == query.OutLink;
}
