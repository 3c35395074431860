namespace NetAudit.Snapshots;

/// <summary>
/// Names of kernel settings as sysctl writes them: dots between the parts, a slash for a dot inside one ("eth0/100" is link eth0.100).
/// </summary>
internal static class SysctlNames
{
    public const string Forwarding = "net.ipv4.ip_forward";
    public const string BridgeNfIptables = "net.bridge.bridge-nf-call-iptables";
    public const string BridgeNfIp6tables = "net.bridge.bridge-nf-call-ip6tables";
    public const string ConntrackCount = "net.netfilter.nf_conntrack_count";
    public const string ConntrackMax = "net.netfilter.nf_conntrack_max";
    public const string KeepaliveTime = "net.ipv4.tcp_keepalive_time";

    /// <summary>The settings that are collected from each namespace, apart from those of single links.</summary>
    public static IReadOnlyList<string> Fixed { get; } =
    [
        Forwarding,
        BridgeNfIptables,
        BridgeNfIp6tables,
        .. from family in (string[])["ipv4", "ipv6"] from step in (int[])[1, 2, 3] select NeighborThreshold(family, step),
        ConntrackCount,
        ConntrackMax,
        KeepaliveTime,
        "net.ipv4.tcp_keepalive_intvl",
        "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.vs.conntrack",
        "net.ipv4.vs.conn_reuse_mode",
        "net.ipv4.vs.expire_nodest_conn",
        "net.ipv4.vs.expire_quiescent_template",
        "net.ipv6.conf.all.disable_ipv6",
        "net.ipv6.conf.default.disable_ipv6",
    ];

    /// <summary>
    /// The size at which the neighbour table begins to be cleaned (1, 2), or is full (3). The first network namespace's value counts for
    /// all.
    /// </summary>
    public static string NeighborThreshold(string family, int step) => $"net.{family}.neigh.default.gc_thresh{step}";

    /// <summary>
    /// Whether a link checks that a packet's source is reached through it: 0 no, 1 strict, 2 loose. "all" and "default" stand for several
    /// links.
    /// </summary>
    public static string ReversePathFilter(string link) => OfLink("ipv4", link, "rp_filter");

    /// <summary>Whether packets that come in through a link are forwarded.</summary>
    public static string ForwardingOf(string family, string link) => OfLink(family, link, "forwarding");

    /// <summary>"/proc/sys/net/ipv4/ip_forward" for "net.ipv4.ip_forward".</summary>
    public static string PathOf(string name) => "/proc/sys/" + Swapped(name);

    /// <summary>"net.ipv4.conf.eth0/100.rp_filter" for the part of its path below /proc/sys/.</summary>
    public static string OfPath(string path) => Swapped(path);

    private static string OfLink(string family, string link, string setting) => $"net.{family}.conf.{link.Replace('.', '/')}.{setting}";

    private static string Swapped(string text) =>
        new([
            .. text.Select(c =>
                c switch
                {
                    '.' => '/',
                    '/' => '.',
                    _ => c,
                }
            ),
        ]);
}
