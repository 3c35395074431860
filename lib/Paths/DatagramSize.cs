using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Probes;

namespace NetAudit.Paths;

/// <summary>
/// How much payload a UDP datagram takes over a path without being cut into fragments; the same is sent over the underlay.
/// </summary>
internal static class DatagramSize
{
    private const int Headers = 28;
    private const int Ethernet = 1500;
    private const int Smallest = 512;

    /// <summary>
    /// In bytes: what crosses the path whole, which may be less than the vNICs let out; their size where nobody answers.
    /// </summary>
    public static int Find(PathPair pair, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var mtu = OfLinks(pair);
        return Math.Max(Smallest, Crossing(pair, mtu, timeout, cancellationToken) ?? mtu) - Headers;
    }

    private static int? Crossing(PathPair pair, int mtu, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            using var exchange = Exchange.Open(pair.Ends.From.NamespaceFile!, IPAddress.Parse(pair.Ends.To.Address));
            return exchange is null ? null : WholeSize.Find(exchange, mtu, timeout, cancellationToken).Crosses;
        }
        catch (IOException)
        {
            // The transfer can't be sent from there either, and says why.
            return null;
        }
    }

    /// <summary>The smaller MTU of the two vNICs, and no more than Ethernet's.</summary>
    private static int OfLinks(PathPair pair)
    {
        var own = pair.Ends.From.Mtu(pair.Host.Snapshot);
        var others = pair.Other is null ? null : pair.Ends.To.Mtu(pair.Other.Snapshot);
        var mtus = new[] { own, others }.OfType<int>();
        return Math.Max(Smallest, mtus.Append(Ethernet).Min());
    }
}
