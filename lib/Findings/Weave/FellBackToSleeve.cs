using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A Weave connection uses sleeve, in user space, although the router has the fast datapath (the kernel's Open vSwitch). A full-sized
/// heartbeat on the port above the router's (UDP 6784) didn't come back: it is blocked, or doesn't fit the path. Or the peer was started
/// without the fast datapath. See weave#1737, and router/fastdp.go and overlay_switch.go.
/// </summary>
internal sealed class FellBackToSleeve : WeaveFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, WeaveReport report)
    {
        var slow = report.Connections.Where(connection => connection is { State: "established", Overlay: "sleeve" }).ToList();
        if (!WeaveRouter.HasFastDatapath(report) || slow.Count == 0)
        {
            yield break;
        }

        var others = report
            .Connections.Where(connection => connection is { State: "established", Overlay: "fastdp" })
            .Select(WeaveRouter.PeerOf)
            .ToList();
        var names = TruncatedList.Join(slow.Select(WeaveRouter.PeerOf));
        yield return Found(
            Severity.Warning,
            new(SubjectKind.Peer, names),
            $"Traffic to {names} is slow: it fell back to sleeve, in user space, though Weave on this host has the fast datapath"
                + (others.Count > 0 ? $", which carries {TruncatedList.Join(others)}." : "."),
            $"Let UDP 6784 pass between the hosts in both directions: from Weave 2.5 on, the connection then returns to the fast datapath "
                + $"within seconds. If the path carries less than 1460 bytes, all hosts need a smaller MTU: take the containers off "
                + $"Weave's network, weave reset, WEAVE_MTU=NUMBER weave launch with the same options, connect the containers again. "
                + $"NUMBER is 84 to 87 less than the path carries, and divisible by four. If Weave here or on the peer was started with "
                + $"WEAVE_NO_FASTDP, nothing is wrong.",
            [
                EvidenceFactory.Weave($"interface {report.Interface}"),
                .. slow.Take(3).Select(connection => EvidenceFactory.Weave($"connection {connection.Address} {connection.Info}")),
            ]
        );
    }
}
