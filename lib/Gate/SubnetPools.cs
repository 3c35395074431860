using NetAudit.Model;

namespace NetAudit.Gate;

/// <summary>The ranges from which container networks get their subnets.</summary>
internal static class SubnetPools
{
    /// <summary>
    /// The private ranges of RFC 1918 and RFC 6598, and the locally assigned half of RFC 4193's. The defaults of all tools (Docker, swarm,
    /// Weave, Calico, Flannel) lie in them.
    /// </summary>
    private static readonly string[] s_private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fd00::/8"];

    /// <summary>The range that contains each subnet, or the subnet itself if none does.</summary>
    public static IReadOnlyList<string> Around(IEnumerable<Subnet> subnets)
    {
        var pools = s_private.Select(Subnet.Parse).OfType<Subnet>().ToList();
        return [.. subnets.Select(subnet => (pools.Find(pool => pool.Contains(subnet)) ?? subnet).ToString()).Distinct()];
    }
}
