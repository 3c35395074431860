using System.Net;
using NetAudit.Paths.Transfers;
using NetAudit.Platform.Sockets;
using NetAudit.Probes;

namespace NetAudit.Paths;

/// <summary>The payload of the largest UDP datagram that a path carries unfragmented. The same size is sent over the underlay.</summary>
internal static class DatagramSize
{
    /// <summary>IPv4's and UDP's headers.</summary>
    public const int Headers = 28;

    /// <summary>The largest packet sent, even if the vNICs take more: Ethernet is behind them.</summary>
    public const int Ethernet = 1500;

    private const int Smallest = 512;

    /// <summary>
    /// Completes an order with the size that crosses the path whole, which may be less than the vNICs' MTU. If no answer comes, the vNICs'
    /// MTU counts.
    /// </summary>
    public static TransferOrder Find(TransferOrder order, PathPair pair, CancellationToken cancellationToken)
    {
        var links = OfLinks(pair);
        var mtu = Math.Max(Smallest, Math.Min(Ethernet, links ?? Ethernet));
        var crossing = Crossing(pair, mtu, order.Timeout, cancellationToken);
        return order with { DatagramBytes = Math.Max(Smallest, crossing ?? mtu) - Headers, LinkMtu = crossing is null ? null : links };
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
            // The transfer fails there too, and reports why.
            return null;
        }
    }

    /// <summary>The smaller MTU of the two vNICs.</summary>
    private static int? OfLinks(PathPair pair)
    {
        var own = pair.Ends.From.Mtu(pair.Host.Snapshot);
        var others = pair.Other is null ? null : pair.Ends.To.Mtu(pair.Other.Snapshot);
        var mtus = new[] { own, others }.OfType<int>().ToList();
        return mtus.Count == 0 ? null : mtus.Min();
    }
}
