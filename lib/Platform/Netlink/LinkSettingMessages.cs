using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>
/// RTM_GETNETCONF: the settings of each link, "all" and "default" under /proc/sys/net/*/conf/, in one answer. Reading the files would take
/// three per link.
/// </summary>
internal static class LinkSettingMessages
{
    public const ushort Get = 82;
    private const ushort Answer = 80;
    private const int HeaderLength = 4;
    private const int All = -1;
    private const int Default = -2;

    /// <summary>The request: netconfmsg.</summary>
    public static byte[] Request(byte family) => [family, 0, 0, 0];

    /// <summary>Reads an answer into settings by sysctl's names; nothing when it is of another kind, or of a link that is gone.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<KeyValuePair<string, long>> Parse(NetlinkMessage message, Func<int, string?> nameOf)
    {
        if (message.Type != Answer)
        {
            yield break;
        }

        var family = message.Payload.Byte();
        var attributes = NetlinkAttributes.Parse(message.Payload.From(HeaderLength));
        var name = attributes[Attribute.Index]?.Int32() switch
        {
            null => null,
            All => "all",
            Default => "default",
            { } index => nameOf(index),
        };
        if (name is null)
        {
            yield break;
        }

        if (attributes[Attribute.Forwarding]?.Int32() is { } forwarding)
        {
            yield return new(SysctlNames.ForwardingOf(family == AddressFamilies.IPv6 ? "ipv6" : "ipv4", name), forwarding);
        }

        if (family == AddressFamilies.IPv4 && attributes[Attribute.ReversePathFilter]?.Int32() is { } filter)
        {
            yield return new(SysctlNames.ReversePathFilter(name), filter);
        }
    }

    /// <summary>NETCONFA_…</summary>
    private static class Attribute
    {
        public const int Index = 1;
        public const int Forwarding = 2;
        public const int ReversePathFilter = 3;
    }
}
