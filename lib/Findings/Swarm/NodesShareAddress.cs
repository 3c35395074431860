using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Two live nodes of the swarm have the same address, so packets for one reach the other (moby#27647, classicswarm#2687). It is a NAT's
/// address (VirtualBox's 10.0.2.15), a bridge's that each host has, or one of two clones'. A node that is down doesn't count: it may be the
/// old entry of a node that joined again.
/// </summary>
internal sealed class NodesShareAddress : SwarmFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Engine;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var found = ByNodes(host.Snapshot.Engine!).ToList();
        return found.Count > 0 ? found : ByPeers(host.Snapshot);
    }

    private static IEnumerable<Finding> ByNodes(EngineFacts engine) =>
        from node in engine.Nodes.OrNone()
        where node.State != "down" && Subnet.Parse(node.Address) is not null && node.Address is not ("0.0.0.0" or "::")
        group node by node.Address! into nodes
        where nodes.Count() > 1
        select Describe(
            nodes.Key,
            TruncatedList.Join(nodes.Select(node => node.HostName ?? node.Id)),
            [
                .. nodes
                    .Take(4)
                    .Select(node =>
                        EvidenceFactory.Engine($"docker node ls", $"{node.HostName} {node.Id} is {node.State} at {node.Address}")
                    ),
            ]
        );

    /// <summary>
    /// Finds them by peer names. An engine takes a new random name at each start, so two names at one address may be one node for a while.
    /// They count only if the network has no more peers than the swarm has ready nodes.
    /// </summary>
    private static IEnumerable<Finding> ByPeers(HostSnapshot host)
    {
        var networks = host.Networks.OrNone().Where(network => network is { Scope: "swarm", Peers: not null }).ToList();
        var nodes = host.Engine?.Nodes?.Count(node => node.State == "ready");
        return from network in networks
            where network.Ingress && (nodes is null || network.Peers!.Count <= nodes)
            from peers in network.Peers!.Where(peer => peer.Address is not null).GroupBy(peer => peer.Address!)
            let names = peers.Select(peer => peer.Name).Distinct().ToList()
            where names.Count > 1 && nodes is not null
            select Describe(
                peers.Key,
                TruncatedList.Join(names.Select(name => $"peer {name}")),
                [EvidenceFactory.Network(network, $"Peers has {string.Join(" and ", names)} at {peers.Key}")]
            );
    }

    private static Finding Describe(string address, string names, params Evidence[] evidence) =>
        Found(
            Severity.Error,
            new(SubjectKind.Peer, address),
            $"Two nodes of the swarm have the address {address}: {names}. Packets for the containers of one reach the "
                + "other, or are lost.",
            $"docker swarm leave --force && docker swarm join --advertise-addr ADDRESS --token TOKEN MANAGER:2377 # on "
                + $"each of them, with its own address; a manager shows the token: docker swarm join-token worker",
            evidence
        );
}
