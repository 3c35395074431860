using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Two Weave routers have the same name, so they never connect. The name is the bridge's MAC address, derived from the machine's IDs, so
/// copies of one machine image share it. The report says "peer names collision", or "cannot connect to ourself" for an address that isn't
/// this host's (weave#2427, #3438).
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
    /// Whether an address is another host's. An address before a translation (a cloud's public one) may be this host's too.
    /// </summary>
    private static bool IsOther(string? address, HashSet<string> own) =>
        address is not null && !own.Contains(address) && Subnet.Parse(address) is { } there && own.Any(one => SharesSubnet(there, one));

    /// <summary>Whether an address is in the same IPv4 /16 as one of this host's: only then is it surely another machine's.</summary>
    private static bool SharesSubnet(Subnet there, string own) =>
        Subnet.Parse(own) is { Family: 4 } && Subnet.Parse($"{own}/16") is { } near && near.Contains(there);
}
