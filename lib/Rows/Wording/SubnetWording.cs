using NetAudit.Aspects;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>Container subnets and the host's own, in words.</summary>
internal static class SubnetWording
{
    public const string OverlapReason = "an overlap was accepted and stands";

    public const string Settles =
        "making a network with the host's own subnet settles it, where the engine gives out addresses: -Probe -AllowTemporaryNetwork does, "
        + "and removes it";

    public static string Observed(HostOverlapFacts facts) => $"{ValueNames.Yes}: {TruncatedList.Join(facts.Overlaps.Select(Overlap))}";

    public static string Observed(HostApartFacts facts) =>
        $"{ValueNames.No} overlap here: {List(facts.Subnets)} against the host's {List(facts.Host)}";

    private static string Overlap(HostOverlap one) =>
        $"{Owner(one.Part)} {one.Part.Subnet} overlaps the host's {one.Host.Subnet} on {one.Host.Link.Name}";

    private static string Owner(ContainerSubnet part) => part.Owner?.ToString() ?? $"container {part.Container?.Name}";

    private static string List(IEnumerable<Subnet> subnets) => TruncatedList.Join(subnets.Select(subnet => subnet.ToString()).Distinct());
}
