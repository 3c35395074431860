using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>Docker's overlay networks: from the VXLAN link in a network's namespace, or from the network, to the host's link.</summary>
internal static class OverlayEdges
{
    public static void Draw(HostDrawing host)
    {
        if (host.Context.Find(SolutionIds.DockerOverlay) is not { } footprint)
        {
            return;
        }

        var tunnels = OverlayTunnels.Find(host.Snapshot, footprint.Networks);
        foreach (
            var network in UnderlayPaths
                .Find(host.Snapshot, footprint)
                .Where(path => path.Answer.Link is not null)
                .GroupBy(path => path.Network)
        )
        {
            var own = tunnels.Where(tunnel => tunnel.Network?.Name == network.Key).ToList();
            foreach (var link in network.Select(path => TopologyIds.Link(host.Host, path.Answer.Link!.Name)).Distinct())
            {
                foreach (var tunnel in own)
                {
                    host.Edges.Add(
                        new()
                        {
                            From = TopologyIds.LinkIn(host.Host, tunnel.Namespace, tunnel.Link.Name),
                            To = link,
                            Kind = TopologyEdgeKind.Underlay,
                            Solution = footprint.Solution,
                        }
                    );
                }

                if (own.Count == 0 && footprint.Networks.FirstOrDefault(one => one.Name == network.Key) is { } declared)
                {
                    host.Edges.Add(
                        new()
                        {
                            From = TopologyIds.Network(host.Host, declared.Id),
                            To = link,
                            Kind = TopologyEdgeKind.Underlay,
                            Solution = footprint.Solution,
                            State = TopologyEdgeState.DeclaredOnly,
                            Basis = Basis.Declared,
                        }
                    );
                }
            }
        }
    }
}
