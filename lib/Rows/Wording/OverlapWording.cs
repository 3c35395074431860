using NetAudit.Aspects;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>Addresses that were given more than once, in words.</summary>
internal static class OverlapWording
{
    public const string Settles =
        "making two networks with the same subnet settles it, where the engine gives out addresses: -Probe -AllowTemporaryNetwork does, "
        + "and removes them";

    public static string Observed(SharedAddressFacts facts) =>
        $"{ValueNames.Yes}: {TruncatedList.Join(facts.Addresses.Select(On))}{(facts.IsByAgent ? ", by the agent's list" : "")}";

    public static string Observed(UniqueAddressFacts facts)
    {
        var different = facts.Overlapping.Count == 0 ? "all different" : "no address given twice";
        var words =
            facts.HostRoutes > 0
                ? $"{facts.HostRoutes} container address(es), each a host route in one table, which holds an address once"
                : $"{facts.Subnets} subnet(s) and {facts.Addresses} container address(es) here, {different}";
        var overlapping = facts.Overlapping.Count == 0 ? "" : $"; {Overlapping(facts.Overlapping)} overlap";
        return $"{ValueNames.No}: {words}{overlapping}";
    }

    public static string Reason(OverlapUnseenFacts facts) =>
        $"{Overlapping(facts.Overlapping)} overlap; whether an address was given twice was not seen";

    private static string Overlapping(IEnumerable<SubnetPair> pairs) =>
        TruncatedList.Join(pairs.Select(pair => $"{Named(pair.One)} and {Named(pair.Other)}"));

    private static string Named(NetworkSubnet one) => $"{one.Network.Name} {one.Subnet}";

    private static string On(SharedAddress one) => $"{one.Address} on {string.Join(" and ", one.Holders)}";
}
