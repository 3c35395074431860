using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This host gets no gossip from nodes that the managers list as ready, so it has no names and addresses of their containers (moby#30972).
/// Each node takes part in the ingress network, and announces its endpoints over port 7946 (TCP and UDP). A node's address may differ
/// between managers and peers. So the rule reports only if more nodes lack a peer than peers lack a node.
/// </summary>
internal sealed class GossipBlocked : SwarmFindingRule
{
    private const int Port = 7946;

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Engine | HostFacts.Networks;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var snapshot = host.Snapshot;
        var ingress = snapshot.Networks!.FirstOrDefault(network => network is { Ingress: true, Peers.Count: > 0 });
        if (ingress is null || snapshot.Engine!.Swarm is not { LocalNodeState: "active", Error: null or "" } swarm)
        {
            return [];
        }

        var own = snapshot.OwnAddresses();
        var peers = new HashSet<string>(
            snapshot.Networks!.SelectMany(network => network.Peers.OrNone()).Select(peer => peer.Address).OfType<string>()
        );
        var members = Members(snapshot.Engine, swarm).Where(member => !own.Contains(member.Address)).ToList();
        var silent = members.Where(member => !peers.Contains(member.Address)).ToList();
        var strangers = peers.Count(peer => !own.Contains(peer) && members.All(member => member.Address != peer));
        return silent.Count <= strangers ? [] : [Describe(ingress, silent, [.. peers], swarm.NodeAddress ?? "ADDRESS")];
    }

    private static Finding Describe(Network ingress, List<Member> silent, IReadOnlyList<string> peers, string own)
    {
        var names = TruncatedList.Join(silent.Select(member => member.Name is null ? member.Address : $"{member.Name} ({member.Address})"));
        return Found(
                Severity.Error,
                new(SubjectKind.Peer, silent[0].Address),
                $"This host gets no gossip from {names}, although the managers report "
                    + $"{(silent.Count == 1 ? "it" : "them")} ready: containers there can't be reached or found by name. If it lasts, "
                    + $"TCP or UDP {Port} doesn't pass, or the address has changed since the node joined.",
                $"iptables -I INPUT -p tcp --dport {Port} -s {own} -j ACCEPT && iptables -I INPUT -p udp --dport {Port} -s {own} -j "
                    + $"ACCEPT # on {silent[0].Name ?? silent[0].Address}, and in firewalls between; then wait two minutes: engines try "
                    + $"again by themselves. If the address has changed, let the node leave the swarm and join again",
                [.. silent.Take(3).Select(member => member.Evidence), EvidenceFactory.Network(ingress, $"Peers {string.Join(", ", peers)}")]
            )
            .Because($"the gossip on port {Port} doesn't cross", new() { Peers = [.. silent.Select(member => member.Address)] });
    }

    /// <summary>The other nodes that are ready, from a manager's node list; on a worker, the managers that it knows.</summary>
    private static IEnumerable<Member> Members(EngineFacts engine, SwarmState swarm)
    {
        if (engine.Nodes is { } nodes)
        {
            return nodes
                .Where(node =>
                    node.State == "ready"
                    && node.Id != swarm.NodeId
                    && Subnet.Parse(node.Address) is not null
                    && node.Address is not "0.0.0.0"
                )
                .Select(node => new Member(
                    node.Address!,
                    node.HostName,
                    EvidenceFactory.Engine($"docker node ls", $"{node.HostName} {node.Address} is ready")
                ));
        }

        return swarm
            .RemoteManagers.Select(manager => manager[..Math.Max(manager.LastIndexOf(':'), 0)])
            .Where(address => Subnet.Parse(address) is not null)
            .Select(address => new Member(address, null, EvidenceFactory.Info($"Swarm.RemoteManagers has {address}")));
    }

    private sealed record Member(string Address, string? Name, Evidence Evidence);
}
