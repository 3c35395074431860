using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// calico-node announces an address (its environment variable IP) by which other hosts can't reach this one, so their routes lead nowhere
/// (calico#1628). No link of the host has it, or a loopback link, container bridge or tunnel does. It is a warning if only this host's BGP
/// sessions use another address. A value such as "autodetect" is left out.
/// </summary>
internal sealed class CalicoNodeAddress : CalicoFindingRule
{
    private static ShellText Repair =>
        $"Start calico-node with --ip=ADDRESS (environment IP), or set IP_AUTODETECTION_METHOD to can-reach=PEER " + $"or interface=LINK.";

    public override HostFacts Needs => HostFacts.HostLinks | HostFacts.Containers;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        foreach (var (node, address) in Announced(host))
        {
            var evidence = EvidenceFactory.Container(node, $"IP={address}");
            var link = host.HostLinks().FirstOrDefault(one => one.Addresses.Any(own => own.Address == address));
            if (link is null)
            {
                yield return Found(
                    Severity.Error,
                    new(SubjectKind.Agent, node.Name),
                    $"Other hosts can't reach this one's containers: calico-node announces {address}, which no link of this host has.",
                    Repair,
                    evidence
                );
            }
            else if (IsContainers(host, footprint, link))
            {
                yield return Found(
                    Severity.Error,
                    new(SubjectKind.Agent, node.Name),
                    $"Other hosts can't reach this one's containers: calico-node announces {address} of {link.Name}, a bridge "
                        + "or tunnel of this host alone.",
                    Repair,
                    evidence,
                    EvidenceFactory.Link(link)
                );
            }
            else if (Sessions(host).FirstOrDefault(socket => socket.LocalAddress != address) is { } other)
            {
                yield return Found(
                    Severity.Warning,
                    new(SubjectKind.Agent, node.Name),
                    $"Other hosts may send packets to the wrong address: calico-node announces {address} on {link.Name}, but "
                        + $"its BGP session to {other.RemoteAddress} uses {other.LocalAddress}.",
                    Repair,
                    evidence,
                    EvidenceFactory.Connection(other)
                );
            }
        }
    }

    private static IEnumerable<(Container Node, string Address)> Announced(HostSnapshot host) =>
        from node in host.RunningContainers()
        where CalicoTraces.IsNode(node)
        let value = node.Environment.OrNone().FirstOrDefault(variable => variable.Name == "IP")?.Value
        let address = Subnet.Parse(value) is null ? null : value!.Split('/')[0]
        where address is not null
        select (node, address);

    private static bool IsContainers(HostSnapshot host, Footprint footprint, Link link)
    {
        var bridges = host.Networks.OrNone().Select(HostQueries.BridgeLinkOf).OfType<string>();
        return link.IsLoopback || link.Name == "docker0" || bridges.Contains(link.Name) || footprint.OwnLinks.Contains(link.Name);
    }

    private static IEnumerable<SocketEntry> Sessions(HostSnapshot host) =>
        (host.HostNamespace?.Connections)
            .OrNone()
            .Where(socket => socket.State == SocketState.Established && (socket.RemotePort == 179 || socket.LocalPort == 179));
}
