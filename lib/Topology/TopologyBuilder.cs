using System.Globalization;
using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>Draws each host, joins the hosts with wires, and attaches the findings.</summary>
internal static class TopologyBuilder
{
    public static OverlayTopology Create(IReadOnlyList<HostContext> given)
    {
        var hosts = given
            .GroupBy(host => host.Snapshot.Host)
            .Select(same => same.OrderByDescending(host => host.Snapshot.CollectedAt).First())
            .ToList();
        var drawings = hosts.Select(Draw).ToList();
        var troubles = Trouble.Find(hosts);
        var addresses = new HostAddresses(drawings);
        var wires = WireJoiner.Join(drawings, addresses, troubles);
        var nodes = drawings.SelectMany(drawing => drawing.Nodes).Select(node => Marks.Put(node, troubles)).ToList();
        nodes.AddRange(RemoteHosts(wires, nodes));
        var reach = ReachSentence.Create(hosts, Pairs(nodes, wires), troubles);
        return new OverlayTopology
        {
            Hosts = [.. hosts.Select(host => host.Snapshot.Host)],
            Nodes = nodes,
            Edges = [.. drawings.SelectMany(drawing => drawing.Edges), .. wires],
            Reach = reach.Text,
            ReachBasis = reach.Basis,
        };
    }

    /// <summary>The wires, by the two hosts that they join.</summary>
    private static ILookup<(string, string), TopologyEdge> Pairs(List<TopologyNode> nodes, IReadOnlyList<TopologyEdge> wires)
    {
        var hosts = nodes.ToDictionary(node => node.Id, node => node.Host.Length > 0 ? node.Host : node.Id);
        return wires.ToLookup(wire =>
            string.CompareOrdinal(hosts[wire.From], hosts[wire.To]) < 0
                ? (hosts[wire.From], hosts[wire.To])
                : (hosts[wire.To], hosts[wire.From])
        );
    }

    private static HostDrawing Draw(HostContext context)
    {
        var drawing = new HostDrawing(context);
        drawing.Add(HostNode(context));
        LinkNodes.Draw(drawing);
        NetworkNodes.Draw(drawing);
        ContainerNodes.Draw(drawing);
        RouteEdges.Draw(drawing);
        OverlayEdges.Draw(drawing);
        return drawing;
    }

    private static TopologyNode HostNode(HostContext context)
    {
        var host = context.Snapshot;
        var running = host.Containers.OrNone().Count(container => container.IsRunning);
        return new()
        {
            Id = TopologyIds.Host(host.Host),
            Kind = TopologyNodeKind.Host,
            Name = host.Host,
            Host = host.Host,
            Basis = host.HostNamespace?.Links is null ? Basis.Declared : Basis.Observed,
            Facts =
            [
                .. context.Footprints.Select(one => new TopologyFact(
                    "Solution",
                    one.Backend is null ? $"{one.Solution}: {one.State}" : $"{one.Solution} ({one.Backend}): {one.State}"
                )),
                .. LinkNodes.Fact("Engine", host.Engine?.Version),
                .. LinkNodes.Fact("Kernel", host.Engine?.KernelVersion),
                .. LinkNodes.Fact("System", host.Engine?.OperatingSystem),
                .. LinkNodes.Fact("Swarm", host.Engine?.Swarm?.LocalNodeState),
                new("Running containers", host.Containers is null ? "not seen" : running.ToString(CultureInfo.InvariantCulture)),
                new("Collected", host.CollectedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                new("Source", host.Source),
            ],
        };
    }

    private static IEnumerable<TopologyNode> RemoteHosts(IReadOnlyList<TopologyEdge> wires, List<TopologyNode> nodes)
    {
        var known = new HashSet<string>(nodes.Select(node => node.Id));
        return wires
            .SelectMany(wire => new[] { wire.From, wire.To })
            .Where(id => !known.Contains(id))
            .Distinct()
            .Select(id => new TopologyNode
            {
                Id = id,
                Kind = TopologyNodeKind.RemoteHost,
                Name = id[TopologyIds.Remote("").Length..],
                Host = "",
                Basis = Basis.Declared,
                Facts = [new("Read", "no: only other hosts name it")],
            })
            .ToList();
    }
}
