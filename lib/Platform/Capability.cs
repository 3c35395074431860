namespace NetAudit.Platform;

/// <summary>The parts of root's rights that a collection uses, by the kernel's numbers: capabilities(7).</summary>
internal enum Capability
{
    /// <summary>Files that only their owner may read.</summary>
    DacReadSearch = 2,

    /// <summary>IPsec states and policies, the packet filter.</summary>
    NetAdmin = 12,

    /// <summary>Raw and packet sockets: probes, and the legacy iptables.</summary>
    NetRaw = 13,

    /// <summary>What /proc shows of other processes: their namespaces, root and open files.</summary>
    SysPtrace = 19,

    /// <summary>To enter another network namespace.</summary>
    SysAdmin = 21,
}
