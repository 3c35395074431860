namespace NetAudit.Paths;

/// <summary>
/// How much payload a UDP datagram takes over a path without being cut into fragments; the same is sent over the underlay.
/// </summary>
internal static class DatagramSize
{
    private const int Headers = 28;
    private const int Ethernet = 1500;
    private const int Smallest = 512;

    /// <summary>In bytes, by the smaller MTU of the two vNICs.</summary>
    public static int For(PathPair pair)
    {
        var own = pair.Ends.From.Mtu(pair.Host.Snapshot);
        var others = pair.Other is null ? null : pair.Ends.To.Mtu(pair.Other.Snapshot);
        var mtus = new[] { own, others }.OfType<int>();
        return Math.Max(Smallest, mtus.Append(Ethernet).Min()) - Headers;
    }
}
