using NetAudit.Model;

namespace NetAudit.Gate;

/// <summary>The ranges that container networks' subnets are taken from.</summary>
internal static class SubnetPools
{
    /// <summary>
    /// What RFC 1918, RFC 6598 and RFC 4193 set aside; all tools' own defaults (Docker's, swarm's, Weave's, Calico's, Flannel's) lie in
    /// these.
    /// </summary>
    private static readonly string[] s_private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fd00::/8"];

    /// <summary>The range around each subnet; a subnet that lies in none stands for itself.</summary>
    public static IReadOnlyList<string> Around(IEnumerable<Subnet> subnets)
    {
        var pools = s_private.Select(Subnet.Parse).OfType<Subnet>().ToList();
        return [.. subnets.Select(subnet => (pools.Find(pool => pool.Contains(subnet)) ?? subnet).ToString()).Distinct()];
    }
}
