namespace NetAudit.Snapshots;

/// <summary>Kernel modules that networks of containers need or suffer from; of no others it is told whether they are there.</summary>
internal static class KernelModules
{
    public static IReadOnlyList<string> Told { get; } =
    [
        "bridge", "br_netfilter", "veth", "vxlan", "macvlan", "ipvlan", "tun", "wireguard", "ipip", "ip_gre", "openvswitch",
        "ip_vs", "ip_vs_rr", "xt_ipvs", "xt_u32", "xt_bpf", "xt_mark", "xt_addrtype", "xt_conntrack", "xt_MASQUERADE", "xt_nat", "xt_set", "ip_set",
        "esp4", "esp6", "xfrm_user", "ip_tables", "ip6_tables", "iptable_nat", "iptable_filter", "iptable_raw", "nf_tables", "nf_nat", "nf_conntrack",
        "vmxnet3", "virtio_net", "ena", "hv_netvsc", "ixgbevf", "mlx5_core", "i40e", "ixgbe",
    ];
}
