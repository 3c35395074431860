namespace NetAudit.Paths;

/// <summary>What is measured of a path.</summary>
public enum PathMeasure
{
    /// <summary>Round trips of ICMP echo requests.</summary>
    IcmpEcho,

    /// <summary>Round trips of a TCP SYN and its answer; a RST is as good as a SYN-ACK.</summary>
    TcpHandshake,

    /// <summary>Data over one TCP connection, as fast as it goes.</summary>
    TcpThroughput,

    /// <summary>UDP datagrams, as fast as the kernel takes them; what arrives counts.</summary>
    UdpThroughput,
}
