using NetAudit.Model;

namespace NetAudit.Snapshots;

/// <summary>Turns probes' protocols into values of rows and editions.</summary>
internal static class ProbeProtocols
{
    private const byte Gre = 47;
    private const byte Experimental = 253;

    /// <summary>The protocol over IP that carries it.</summary>
    public static IPProtocol ToIPProtocol(this ProbeProtocol protocol) =>
        protocol switch
        {
            ProbeProtocol.Icmp => IPProtocol.Icmp,
            ProbeProtocol.Tcp => IPProtocol.Tcp,
            ProbeProtocol.Sctp => IPProtocol.Sctp,
            ProbeProtocol.Gre => IPProtocol.FromNumber(Gre),
            ProbeProtocol.Esp => IPProtocol.Esp,
            ProbeProtocol.Experimental => IPProtocol.FromNumber(Experimental),
            ProbeProtocol.IcmpV6 => IPProtocol.IcmpV6,
            _ => IPProtocol.Udp,
        };
}
