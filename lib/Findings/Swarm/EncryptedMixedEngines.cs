using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Two engine versions on an encrypted network compute an ESP state's number (SPI) differently, so each end drops the other's packets,
/// though names resolve. The SPI is a hash of both ends' addresses. Engines 29.0.0 to 29.2.0, and 25.0.13 and 25.0.14, hash an IPv4 address
/// as 4 bytes, all others as 16. See moby#51798, #51672, and buildSPI in drivers/overlay/encryption.go.
/// </summary>
internal sealed class EncryptedMixedEngines : SwarmFindingRule
{
    private const string Cause =
        "engines 29.0.0 to 29.2.0, and 25.0.13 and 25.0.14, number the states of IPsec otherwise than all others, so each "
            + "end drops what the "
        + "other encrypts";

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
        // Peers have gossip addresses. If these don't match the nodes' addresses one by one (NAT), all nodes are compared.
        var peers = new HashSet<string>(view.Network.Peers.OrNone().Select(peer => peer.Address).OfType<string>());
        var taking = nodes.Where(node => node.Address is not null && peers.Contains(node.Address)).ToList();
        if (taking.Count != peers.Count)
        {
            taking = peers.Count > 1 ? nodes : [];
        }

        var (odd, others) = (taking.Where(IsOdd).ToList(), taking.Where(node => !IsOdd(node)).ToList());
        return odd.Count == 0 || others.Count == 0
            ? null
            : Found(
                    Severity.Error,
                    Subject(view.Network),
                    $"Nothing crosses the encrypted network {view.Network.Name} between {Names(others)} and {Names(odd)}: " + $"{Cause}.",
                    $"Upgrade {ShellText.Words(" and ", odd.Select(Name).Take(6))} to 29.2.1 or later (25.0: to 25.0.15). "
                        + $"Until then, keep the "
                        + $"network's tasks on the other nodes, or recreate it without --opt encrypted.",
                    [
                        EvidenceFactory.Network(view.Network, "option encrypted"),
                        .. others
                            .Take(2)
                            .Concat(odd.Take(2))
                            .Select(node =>
                                EvidenceFactory.Engine($"docker node ls", $"{node.HostName} {node.Address} engine {node.EngineVersion}")
                            ),
                    ]
                )
                .Because(
                    Cause,
                    new()
                    {
                        Networks = [view.Network.Name],
                        Peers = [.. taking.Select(node => node.Address).OfType<string>()],
                        IsOfEncryption = true,
                    }
                );
    }

    private static FindingSubject Subject(Network network) => new(SubjectKind.Network, network.Name);

    private static bool IsOdd(SwarmNode node)
    {
        var version = EngineVersion.Parse(node.EngineVersion)!;
        return IsBetween(version, (29, 0, 0), (29, 2, 1)) || IsBetween(version, (25, 0, 13), (25, 0, 15));
    }

    private static bool IsBetween(
        EngineVersion version,
        (int Major, int Minor, int Patch) from,
        (int Major, int Minor, int Patch) before
    ) => !version.IsBefore(from.Major, from.Minor, from.Patch) && version.IsBefore(before.Major, before.Minor, before.Patch);

    private static string Name(SwarmNode node) => node.HostName ?? node.Address ?? node.Id;

    private static string Names(IEnumerable<SwarmNode> nodes) =>
        TruncatedList.Join(nodes.Select(node => $"{Name(node)} (engine {node.EngineVersion})"));
}
