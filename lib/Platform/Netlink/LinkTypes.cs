namespace NetAudit.Platform.Netlink;

/// <summary>ARP hardware types in iproute2's words.</summary>
internal static class LinkTypes
{
    public static string Word(ushort type) =>
        type switch
        {
            0 => "generic",
            1 => "ether",
            24 => "ieee1394",
            32 => "infiniband",
            256 => "slip",
            257 => "cslip",
            280 => "can",
            512 => "ppp",
            513 => "hdlc",
            519 => "rawip",
            768 => "ipip",
            769 => "tunnel6",
            772 => "loopback",
            776 => "sit",
            777 => "ip/ddp",
            778 => "gre",
            779 => "pimreg",
            801 => "ieee802.11",
            802 => "ieee802.11/prism",
            803 => "ieee802.11/radiotap",
            804 => "ieee802.15.4",
            823 => "gre6",
            824 => "netlink",
            825 => "6lowpan",
            0xfffe => "none",
            0xffff => "void",
            _ => $"[{type}]",
        };
}
