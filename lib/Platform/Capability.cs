namespace NetAudit.Platform;

/// <summary>The parts of root's rights that a collection uses, by the kernel's numbers: capabilities(7).</summary>
internal enum Capability
{
    /// <summary>To read files that only their owner may read.</summary>
    DacReadSearch = 2,

    /// <summary>To read IPsec states and policies and the packet filter.</summary>
    NetAdmin = 12,

    /// <summary>To open raw and packet sockets: for probes, and for the legacy iptables.</summary>
    NetRaw = 13,

    /// <summary>To read other processes' namespaces, root and open files in /proc.</summary>
    SysPtrace = 19,

    /// <summary>To enter another network namespace.</summary>
    SysAdmin = 21,
}
