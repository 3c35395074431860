using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A Weave router's name is its bridge's MAC address, which it takes from the machine's ids: copies of one machine image have the same.
/// Routers take a peer of their own name for themselves, and never connect: "cannot connect to ourself" for an address that isn't this
/// host's, or "peer names collision". weave#2427, #3438.
/// </summary>
internal sealed class WeaveNameCollision : WeaveFindingRule
{
    public override HostFacts Needs => HostFacts.WeaveReport | HostFacts.HostLinks;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, WeaveReport report)
    {
        var own = host.OwnAddresses();
        return from connection in report.Connections
            where
                connection.Fault == WeaveFault.NameCollision
                || (connection.Fault == WeaveFault.Itself && IsOther(connection.RemoteAddress, own))
            select Found(
                Severity.Error,
                new(SubjectKind.Peer, connection.RemoteAddress ?? connection.Address ?? "?"),
                $"Containers here don't reach containers on {connection.Address}: the router there has the same name as "
                    + $"this one, {report.PeerName}, so the two never connect.",
                $"weave reset && rm /etc/machine-id && systemd-machine-id-setup && weave launch # on one of the two hosts: "
                    + $"gives it a machine ID of its own; or weave launch --name with another MAC address",
                EvidenceFactory.Weave($"connection {connection.Address} {connection.State}: {WeaveMesh.Reason(connection)}"),
                EvidenceFactory.Weave($"peer {report.PeerName} ({report.NickName})")
            );
    }

    /// <summary>
    /// Whether it is the address of another host. An address before a translation (a cloud's public one) may be this host's all the same.
    /// </summary>
    private static bool IsOther(string? address, HashSet<string> own) =>
        address is not null && !own.Contains(address) && Subnet.Parse(address) is { } there && own.Any(one => SharesSubnet(there, one));

    /// <summary>Only an address near one of this host's is surely another machine's.</summary>
    private static bool SharesSubnet(Subnet there, string own) =>
        Subnet.Parse(own) is { Family: 4 } && Subnet.Parse($"{own}/16") is { } near && near.Contains(there);
}
