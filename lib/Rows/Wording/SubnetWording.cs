using NetAudit.Aspects;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>Container subnets and the host's own, in words.</summary>
internal static class SubnetWording
{
    public static string Observed(HostOverlapFacts facts)
    {
        var subnets = facts.Overlaps.Select(one => one.Part.Subnet).Distinct().Count();
        var verb = subnets == 1 ? "overlaps" : "overlap";
        var words = $"{Quantity.Count(subnets, "container subnet")} {verb} the host's";
        return $"{ValueNames.Yes}: {words} ({TruncatedList.Join(facts.Overlaps.Select(Overlap), "; ")})";
    }

    public static string Observed(HostApartFacts facts)
    {
        var (own, host) = (facts.Subnets.Distinct().ToList(), facts.Host.Distinct().ToList());
        return $"They don't overlap here: {Named(own, "container subnet")}, {Named(host, "host subnet")}";
    }

    /// <summary>A single subnet needs no count.</summary>
    private static string Named(IReadOnlyList<Subnet> subnets, string noun) =>
        subnets.Count == 1 ? $"{noun} {subnets[0]}" : $"{Quantity.Count(subnets.Count, noun)} ({List(subnets)})";

    private static string Overlap(HostOverlap one) =>
        $"{Owner(one.Part)} {one.Part.Subnet} overlaps {one.Host.Subnet} on {one.Host.Link.Name}";

    private static string Owner(ContainerSubnet part) => part.Owner?.ToString() ?? $"container {part.Container?.Name}";

    private static string List(IEnumerable<Subnet> subnets) => TruncatedList.Join(subnets.Select(subnet => subnet.ToString()));
}
