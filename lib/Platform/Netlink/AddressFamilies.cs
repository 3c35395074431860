namespace NetAudit.Platform.Netlink;

/// <summary>The kernel's address families that are read.</summary>
internal static class AddressFamilies
{
    public const byte IPv4 = 2;
    public const byte Bridge = 7;
    public const byte IPv6 = 10;

    public static bool IsInternet(byte family) => family is IPv4 or IPv6;

    /// <summary>The length of an address in bits.</summary>
    public static int Bits(byte family) => family == IPv6 ? 128 : 32;
}
