using System.Globalization;
using NetAudit.Platform.Sockets;

namespace NetAudit.Paths;

/// <summary>The plan of a measurement.</summary>
/// <param name="Steps">The steps, latency first.</param>
/// <param name="Omitted">What was requested and can't be measured, with the reason: one line each.</param>
public sealed record PathPlan(IReadOnlyList<PathStep> Steps, IReadOnlyList<string> Omitted)
{
    /// <summary>Makes the plan. Pure.</summary>
    internal static PathPlan Create(IReadOnlyList<PathHost> hosts, PathOptions options)
    {
        var pairs = PathPairs.Find(hosts, options);
        IReadOnlyList<PathMeasure> latency = [PathMeasure.IcmpEcho, PathMeasure.TcpHandshake];
        var steps = pairs.Select(pair => new PathStep(pair, latency, LatencyWords(pair, options))).ToList();
        var local = LocalOnly(pairs);
        if (!options.Throughput)
        {
            return new PathPlan(steps, local);
        }

        // As this is load, if no targets are named: one path inside the host and one to each other host, per network.
        var loaded = pairs.Where(pair => pair.Other is not null).GroupBy(pair => LoadKey(pair, options)).Select(group => group.First());
        steps.AddRange(
            from pair in loaded
            from measure in new[] { PathMeasure.TcpThroughput, PathMeasure.UdpThroughput }
            select new PathStep(pair, [measure], ThroughputWords(pair, measure, options))
        );
        var others = pairs.Where(pair => pair.Other is null).GroupBy(pair => pair.Ends.To.Host ?? "that isn't known");
        return new PathPlan(steps, [.. local, .. others.Select(Omit)]);
    }

    /// <summary>Paths inside a host don't use the overlay's encapsulation. If only those are measured, a warning says so.</summary>
    private static IReadOnlyList<string> LocalOnly(IReadOnlyList<PathPair> pairs) =>
        [
            .. from pair in pairs
            group pair by (pair.Host.Snapshot.Host, pair.Footprint.Solution) into own
            where own.All(pair => pair.IsLocal) && !pairs.Any(pair => !pair.IsLocal && pair.Other?.Snapshot.Host == own.Key.Host)
            select $"only paths inside host {own.Key.Host} are measured of {own.Key.Solution}: nothing on another host is known to send "
                + "to; give the other hosts with -DockerHost where they are on this machine",
        ];

    private static object LoadKey(PathPair pair, PathOptions options) =>
        options.Containers.Count + options.Targets.Count > 0
            ? pair.Ends
            : (pair.Host.Snapshot.Host, pair.Footprint.Solution, PathRows.Network(pair), pair.Ends.To.Host);

    private static string Omit(IGrouping<string, PathPair> pairs)
    {
        const int Most = 5;
        var names = pairs.Select(pair => pair.Ends.To.Name).Distinct().ToList();
        var more = names.Count > Most ? $" and {names.Count - Most} more" : "";
        return $"no throughput to host {pairs.Key} ({string.Join(", ", names.Take(Most))}{more}) is measured: "
            + "the host is not among those given with -DockerHost, or they aren't found there";
    }

    private static string LatencyWords(PathPair pair, PathOptions options)
    {
        var packets = string.Format(
            CultureInfo.InvariantCulture,
            "{0} ICMP echo requests and {0} TCP SYNs to port {1}, one of each every {2:0.###} s",
            options.Count,
            Datagram.Port,
            options.Interval.TotalSeconds
        );
        return pair.Underlay.Address is { } address
            ? $"{packets}; as many from host {pair.Host.Snapshot.Host} itself to {address}"
            : packets;
    }

    private static string ThroughputWords(PathPair pair, PathMeasure measure, PathOptions options)
    {
        var data = string.Format(
            CultureInfo.InvariantCulture,
            "{0} data for {1:0.###} s as fast as it goes, to a socket that is opened for it in the target's network namespace",
            measure == PathMeasure.TcpThroughput ? "TCP" : "UDP",
            options.TransferTime.TotalSeconds
        );
        return pair.Underlay.Address is { } address && !pair.IsLocal
            ? $"{data}; the same from host {pair.Host.Snapshot.Host} itself to {address}"
            : data;
    }
}

/// <summary>A path, and the measures that are taken on it together.</summary>
public sealed record PathStep
{
    internal PathStep(PathPair pair, IReadOnlyList<PathMeasure> measures, string words) =>
        (Pair, Measures, Words) = (pair, measures, words);

    /// <summary>The sender's host.</summary>
    public string Host => Pair.Host.Snapshot.Host;

    /// <summary>The solution.</summary>
    public string Solution => Pair.Footprint.Solution;

    /// <summary>The sender, in words.</summary>
    public string From => PathRows.Sender(Pair);

    /// <summary>The target, in words.</summary>
    public string To => PathRows.Target(Pair);

    /// <summary>The network or networks of the pair.</summary>
    public string Network => PathRows.Network(Pair)!;

    /// <summary>The packets to send, in words, for -WhatIf.</summary>
    public string Words { get; }

    /// <summary>The measures.</summary>
    public IReadOnlyList<PathMeasure> Measures { get; }

    /// <summary>Whether it puts load on the path, so that nothing else may be measured meanwhile.</summary>
    public bool IsLoad => Measures.Any(measure => measure is PathMeasure.TcpThroughput or PathMeasure.UdpThroughput);

    internal PathPair Pair { get; }
}
