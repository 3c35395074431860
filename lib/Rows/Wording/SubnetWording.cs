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
        return $"No overlap here: {Quantity.Count(own.Count, "container subnet")} ({List(own)}), "
            + $"{Quantity.Count(host.Count, "host subnet")} ({List(host)})";
    }

    private static string Overlap(HostOverlap one) =>
        $"{Owner(one.Part)} {one.Part.Subnet} overlaps {one.Host.Subnet} on {one.Host.Link.Name}";

    private static string Owner(ContainerSubnet part) => part.Owner?.ToString() ?? $"container {part.Container?.Name}";

    private static string List(IEnumerable<Subnet> subnets) => TruncatedList.Join(subnets.Select(subnet => subnet.ToString()));
}
