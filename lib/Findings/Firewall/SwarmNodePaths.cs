using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Finds the paths to the other nodes of a swarm.</summary>
internal static class SwarmNodePaths
{
    /// <summary>Returns the known paths (those that carry overlay networks), and one to each other node that a manager lists.</summary>
    public static IReadOnlyList<UnderlayPath> Find(HostSnapshot host, IReadOnlyList<UnderlayPath> known)
    {
        if (RouteLookup.Create(host.HostNamespace) is not { } lookup)
        {
            return known;
        }

        var own = host.OwnAddresses();
        var others =
            from node in (host.Engine?.Nodes).OrNone()
            where node.Address is not null && !own.Contains(node.Address) && known.All(path => path.Peer != node.Address)
            let query = RouteQuery.Create(node.Address)
            where query is not null && node.Address != "0.0.0.0"
            let evidence = EvidenceFactory.Engine($"docker node ls", $"{node.HostName} {node.Address} is {node.State}")
            select new UnderlayPath(node.Address!, evidence, lookup.Find(query)) { OwnAddress = host.Engine?.Swarm?.NodeAddress };
        return [.. known, .. others];
    }
}
