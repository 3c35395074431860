using NetAudit.Aspects;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>Addresses that were given more than once, in words.</summary>
internal static class OverlapWording
{
    public static string Observed(SharedAddressFacts facts)
    {
        var list = facts.IsByAgent ? ", by the agent's list" : "";
        var shared = TruncatedList.Join(facts.Addresses.Select(On), "; ");
        return $"{ValueNames.Yes}: {Quantity.Count(facts.Addresses.Count, "address")} given more than once{list} ({shared})";
    }

    public static string Observed(UniqueAddressFacts facts)
    {
        var overlapping = facts.Overlapping.Count == 0 ? "" : $"; overlapping subnets: {Overlapping(facts.Overlapping)}";
        var addresses = Quantity.Count(facts.Addresses, "container address");
        var words =
            facts.HostRoutes > 0
                ? $"{ValueNames.No}: {Quantity.Count(facts.HostRoutes, "container address")} on this host, each with a route of its own; "
                    + "of two with the same address, one would get no packets"
                : $"None given twice here: {addresses}, {Quantity.Count(facts.Subnets, "subnet")}";
        return words + overlapping;
    }

    public static string Reason(OverlapUnseenFacts facts) =>
        $"subnets overlap ({Overlapping(facts.Overlapping)}), and whether an address was given twice was not seen";

    private static string Overlapping(IEnumerable<SubnetPair> pairs) =>
        TruncatedList.Join(pairs.Select(pair => $"{Named(pair.One)} and {Named(pair.Other)}"));

    private static string Named(NetworkSubnet one) => $"{one.Network.Name} {one.Subnet}";

    private static string On(SharedAddress one) => $"{one.Address} on {string.Join(" and ", one.Holders)}";
}
