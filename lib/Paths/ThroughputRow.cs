using NetAudit.Paths.Transfers;
using NetAudit.Rows;

namespace NetAudit.Paths;

/// <summary>Rows of transfers. Pure.</summary>
internal static class ThroughputRow
{
    /// <summary>Makes a row.</summary>
    /// <param name="pair">The containers.</param>
    /// <param name="measure">What was measured.</param>
    /// <param name="order">The order of the transfer.</param>
    /// <param name="overlay">The result between the containers; null if it couldn't be measured.</param>
    /// <param name="problem">Why it couldn't be measured.</param>
    /// <param name="underlay">The result between the hosts themselves; null if it wasn't measured.</param>
    /// <param name="underlayProblem">Why it wasn't measured.</param>
    public static OverlayPath Create(
        PathPair pair,
        PathMeasure measure,
        TransferOrder order,
        TransferResult? overlay,
        string? problem,
        TransferResult? underlay,
        string? underlayProblem
    )
    {
        var lacks =
            overlay is null ? "nothing was measured"
            : pair.Underlay.Address is null ? pair.Underlay.Words
            : underlay is null ? $"the hosts themselves could not be compared with: {underlayProblem ?? "their namespaces aren't known"}"
            : overlay.Bytes == 0 ? "nothing arrived through the overlay"
            : underlay.Bytes == 0 ? "nothing arrived between the hosts themselves"
            : null;
        var row = PathRows.Start(
            pair,
            measure,
            overlay is null ? $"nothing was sent: {problem}" : Arrived(overlay),
            overlay is { Bytes: > 0 } ? Joined(TransferLimit.Words(overlay), SizeLimit(order), lacks) : lacks,
            [.. Evidence(pair, measure, order, overlay, underlay)]
        );
        return row with
        {
            Sent = Count(overlay?.Sent),
            Received = Count(overlay?.Received),
            LossPercent = Loss(overlay),
            Seconds = overlay is null ? null : Math.Round(overlay.Seconds, 3),
            MegabitsPerSecond = overlay?.MegabitsPerSecond,
            UnderlayMegabitsPerSecond = underlay?.MegabitsPerSecond,
            UnderlayLossPercent = Loss(underlay),
            Ratio = overlay?.Bytes > 0 ? PathRows.Ratio(overlay.MegabitsPerSecond, underlay?.MegabitsPerSecond) : null,
        };
    }

    private static string? SizeLimit(TransferOrder order)
    {
        var size = order.DatagramBytes + DatagramSize.Headers;
        return order.LinkMtu > size && size < DatagramSize.Ethernet
            ? $"packets limited by the path's MTU: {size} bytes cross whole, the vNICs take {order.LinkMtu}"
            : null;
    }

    private static string? Joined(params string?[] reasons) =>
        reasons.OfType<string>().ToList() is { Count: > 0 } told ? string.Join("; ", told) : null;

    private static IEnumerable<string> Evidence(
        PathPair pair,
        PathMeasure measure,
        TransferOrder order,
        TransferResult? overlay,
        TransferResult? underlay
    )
    {
        if (overlay is not null)
        {
            var halves = underlay is null ? "" : ", half before and half after the underlay's,";
            var sent = $"{Data(measure, order)} for {PathRows.Text(order.Time.TotalSeconds)} s{halves}";
            yield return $"transfer from {PathRows.Sender(pair)}: {sent} to {PathRows.Target(pair)}: {Arrived(overlay)}";
            yield return $"by hand: {ByHand(order.SenderFile, order.ReceiverFile, pair.Ends.To.Address, measure, order)}";
        }

        foreach (var line in PathRows.UnderlayEvidence(pair))
        {
            yield return line;
        }

        if (underlay is not null)
        {
            var (host, other) = (pair.Host, pair.Other!);
            var to = $"the same to host {other.Snapshot.Host} ({pair.Underlay.Address})";
            var came = Joined(Arrived(underlay), TransferLimit.Words(underlay));
            yield return $"transfer from host {host.Snapshot.Host} ({underlay.Source}): {to}: {came}";
            yield return $"by hand: {ByHand(host.Namespaces.Host!, other.Namespaces.Host!, pair.Underlay.Address!, measure, order)}";
        }
    }

    private static string Data(PathMeasure measure, TransferOrder order) =>
        measure == PathMeasure.TcpThroughput ? "TCP data" : $"UDP datagrams of {order.DatagramBytes} bytes";

    private static string Arrived(TransferResult result)
    {
        var overrun =
            result.Overrun > 0 ? $"; {result.Overrun} of the others were there too, but came faster than this program read them" : "";
        return result.Sent is { } sent
            ? $"{result.Received} of {sent} datagrams arrived, sent over {PathRows.Text(result.Seconds)} s{overrun}"
            : $"{PathRows.Text(result.Bytes / 1e6)} MB arrived in {PathRows.Text(result.Seconds)} s";
    }

    private static string ByHand(string senderFile, string receiverFile, string target, PathMeasure measure, TransferOrder order)
    {
        var (seconds, udp) = (PathRows.Text(Math.Ceiling(order.Time.TotalSeconds)), $" -u -b 0 -l {order.DatagramBytes}");
        var client = $"iperf3 -c {target} -t {seconds}{(measure == PathMeasure.UdpThroughput ? udp : "")}";
        return $"nsenter --net={receiverFile} iperf3 -s -1 -B {target} & nsenter --net={senderFile} {client}";
    }

    private static double? Loss(TransferResult? result) =>
        result is { Sent: { } sent, Received: { } received } ? RoundTrips.Loss(sent, received) : null;

    private static int? Count(long? count) => count is { } one ? (int)Math.Min(one, int.MaxValue) : null;
}
