using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Encrypted networks don't cross between engines up to 28 and engines from 29.0 on: each end drops what the other sends, though names
/// resolve (moby#51798, #51672).
/// </summary>
internal sealed class EncryptedMixedEngines : SwarmFindingRule
{
    private const int Changed = 29;

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.SwarmNodes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var nodes = host
            .Snapshot.Engine!.Nodes!.Where(node => node.State != "down" && EngineVersion.Parse(node.EngineVersion) is not null)
            .ToList();
        return OverlayView.FindAll(host.Snapshot).Where(view => view.IsEncrypted).Select(view => Mixed(view, nodes)).OfType<Finding>();
    }

    private static Finding? Mixed(OverlayView view, List<SwarmNode> nodes)
    {
        // Peers' addresses are the gossip's; where they match no node (NAT), all nodes are taken.
        var peers = new HashSet<string>(view.Network.Peers.OrNone().Select(peer => peer.Address).OfType<string>());
        var taking = nodes.Where(node => node.Address is not null && peers.Contains(node.Address)).ToList();
        if (taking.Count != peers.Count)
        {
            taking = peers.Count > 1 ? nodes : [];
        }

        var (older, newer) = (taking.Where(node => Major(node) < Changed).ToList(), taking.Where(node => Major(node) >= Changed).ToList());
        return older.Count == 0 || newer.Count == 0
            ? null
            : Found(
                    Severity.Error,
                    Subject(view.Network),
                    $"Nothing crosses the encrypted network {view.Network.Name} between {Names(older)} and {Names(newer)}: "
                        + "engines of version 29 or later and older ones drop each other's encrypted packets.",
                    $"Run one version on all nodes that have encrypted networks. Until then, keep the network's tasks on nodes "
                        + $"of one version, or recreate it without --opt encrypted.",
                    [
                        EvidenceFactory.Network(view.Network, "option encrypted"),
                        .. older
                            .Take(2)
                            .Concat(newer.Take(2))
                            .Select(node =>
                                EvidenceFactory.Engine($"docker node ls", $"{node.HostName} {node.Address} engine {node.EngineVersion}")
                            ),
                    ]
                )
                .Because(
                    "engines of version 29 or later and older ones drop each other's encrypted packets",
                    new()
                    {
                        Networks = [view.Network.Name],
                        Peers = [.. taking.Select(node => node.Address).OfType<string>()],
                        IsOfEncryption = true,
                    }
                );
    }

    private static FindingSubject Subject(Network network) => new(SubjectKind.Network, network.Name);

    private static int Major(SwarmNode node) => EngineVersion.Parse(node.EngineVersion)!.Major;

    private static string Names(IEnumerable<SwarmNode> nodes) =>
        TruncatedList.Join(nodes.Select(node => $"{node.HostName ?? node.Address} (engine {node.EngineVersion})"));
}
