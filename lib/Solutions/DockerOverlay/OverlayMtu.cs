namespace NetAudit.Solutions;

/// <summary>
/// Computes the size of an overlay's encapsulated frames, and the MTU that libnetwork leaves for them (drivers/overlay: vxlanEncap,
/// pktExpansion).
/// </summary>
internal static class OverlayMtu
{
    /// <summary>The underlay's MTU that libnetwork assumes if the network has no option.</summary>
    public const int Usual = 1500;

    private const int Encapsulation = 50;
    private const int Expansion = 26;
    private const int InnerEthernet = 14;
    private const int VxlanHeader = 8;
    private const int UdpHeader = 8;
    private const int EspHeader = 8;
    private const int EspVector = 8;
    private const int EspTrailer = 2;
    private const int EspCheck = 8;
    private const int EspBlock = 4;

    /// <summary>The bytes that libnetwork subtracts.</summary>
    public static int Taken(bool encrypted) => encrypted ? Encapsulation + Expansion : Encapsulation;

    /// <summary>The MTU that libnetwork gives the network's links for an underlay's MTU.</summary>
    public static int Inner(int underlay, bool encrypted)
    {
        var mtu = underlay - Encapsulation;
        if (encrypted)
        {
            mtu -= Expansion;
            mtu -= mtu % EspBlock;
        }

        return mtu;
    }

    /// <summary>The value of the network's MTU option by which libnetwork gives its links at most this MTU.</summary>
    public static int OptionFor(int inner, bool encrypted) =>
        encrypted ? inner - inner % EspBlock + Encapsulation + Expansion : inner + Encapsulation;

    /// <summary>The size of the IP packet that carries a frame of a link with this MTU.</summary>
    public static int Outer(int inner, bool encrypted, bool overIPv6)
    {
        var datagram = UdpHeader + VxlanHeader + InnerEthernet + inner;
        var ip = overIPv6 ? 40 : 20;
        if (!encrypted)
        {
            return ip + datagram;
        }

        var padded = (datagram + EspTrailer + EspBlock - 1) / EspBlock * EspBlock;
        return ip + EspHeader + EspVector + padded + EspCheck;
    }

    /// <summary>The largest value of the network's MTU option whose frames an underlay of this MTU carries.</summary>
    public static int LargestOption(int underlay, bool encrypted, bool overIPv6)
    {
        var option = underlay;
        while (option > Encapsulation + Expansion && Outer(Inner(option, encrypted), encrypted, overIPv6) > underlay)
        {
            option--;
        }

        return option;
    }
}
