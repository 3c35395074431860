using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The overlay networks' VXLAN links have sent at least 1,000 packets to other hosts and received none, so something between the hosts
/// takes them. Hypervisors that use UDP 4789 themselves do (VMware NSX; moby#33416, #44551), and so does a firewall at the other end.
/// </summary>
internal sealed class HypervisorTakesVxlan : SwarmFindingRule
{
    private const long Many = 1000;

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var tunnels = OverlayView
            .FindAll(host.Snapshot)
            .Where(view => view.RemoteHosts.Count > 0)
            .SelectMany(view => view.Tunnels.Select(link => (View: view, Link: link)))
            .Where(pair => pair.Link.Counters is not null)
            .ToList();
        var (sent, received) = (
            tunnels.Sum(pair => pair.Link.Counters!.SentPackets),
            tunnels.Sum(pair => pair.Link.Counters!.ReceivedPackets)
        );
        if (sent < Many || received > 0)
        {
            yield break;
        }

        var port = tunnels[0].View.Port;
        yield return Found(
                Severity.Error,
                new(SubjectKind.Host, host.Snapshot.Host),
                $"Nothing crosses the overlay networks to this host: their VXLAN links have sent {sent} packets and received none. "
                    + $"Something between the hosts takes UDP {port}: a hypervisor that uses it itself (VMware NSX does), or a firewall.",
                $"Let UDP {port} pass between the hosts. If a hypervisor takes it, recreate the swarm with another port "
                    + $"after all nodes have left: docker swarm init --data-path-port 7777 on the first manager. Encrypted "
                    + $"networks then need engine 23.0.7, 24.0.3 or later.",
                [
                    .. tunnels
                        .Take(4)
                        .Select(pair => new Evidence(
                            $"nsenter --net=/run/docker/netns/{pair.View.Standing!.Value.Name} ip -s link show {pair.Link.Name}",
                            $"RX {pair.Link.Counters!.ReceivedPackets} packets, TX {pair.Link.Counters.SentPackets} packets "
                                + $"({pair.View.Network.Name})"
                        )),
                ]
            )
            .Because($"something between the hosts takes UDP {port}");
    }
}
