using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The default route's link has a smaller MTU than a bridge network's containers use. Examples are a VPN, or a cloud network with 1450
/// bytes; the engine's default is 1500. It works while the other end learns the size from ICMP "fragmentation needed". If a firewall on the
/// path drops that, connections open and then hang. The kernel's count of packets too large to send unfragmented (Ip.FragFails) confirms
/// it.
/// </summary>
internal sealed class WayOutCarriesLess : BridgeFindingRule
{
    private const string Counter = "Ip.FragFails";
    private const int MostPlausible = 9000;

    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        var inside = bridge.Members.Select(member => member.Link).OfType<Link>().Where(link => link.Mtu <= MostPlausible).ToList();
        if (inside.Count == 0 || bridge.Network.Internal || WayOut.Find(host.Snapshot) is not { Mtu: { } mtu, Link: { } link })
        {
            yield break;
        }

        var largest = inside.Max(one => one.Mtu);
        if (largest > mtu && link.Name != bridge.LinkName)
        {
            var failed = host.Snapshot.HostNamespace?.Counters is { } counters && counters.TryGetValue(Counter, out var count) ? count : 0;
            yield return Describe(host.Snapshot, bridge, link, (largest, mtu), failed);
        }
    }

    private static Finding Describe(HostSnapshot host, BridgeNetwork bridge, Link link, (int Inside, int Outside) mtu, long failed)
    {
        var hurt = failed > 0 ? "lose or split large packets" : "may lose large packets";
        return Found(
            failed > 0 ? Severity.Warning : Severity.Information,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) {hurt}, so connections start and then hang: "
                + $"their MTU is {mtu.Inside}, and {link.Name}, the link of the default route, carries {mtu.Outside}.",
            Repair(host, bridge, link, mtu.Outside),
            [
                EvidenceFactory.Link(link),
                EvidenceFactory.LinkInside(bridge.Members[0].Container, bridge.Members[0].Link ?? link),
                .. failed > 0
                    ? [new Evidence("nstat -az IpFragFails", failed.ToString(CultureInfo.InvariantCulture))]
                    : Array.Empty<Evidence>(),
            ]
        );
    }

    private static ShellText Repair(HostSnapshot host, BridgeNetwork bridge, Link link, int mtu)
    {
        if (bridge.Network.Name == "bridge")
        {
            return $"Set \"mtu\": {mtu} in /etc/docker/daemon.json, run systemctl restart docker, and start the containers again. For "
                + $"networks of your own: docker network create --opt {OverlayView.MtuOption}={mtu} NAME";
        }

        var change = new NetworkChange { Option = (OverlayView.MtuOption, mtu.ToString(CultureInfo.InvariantCulture)) };
        var recreate =
            bridge.Network.Name == MoveNetwork.GatewayBridge
                ? MoveNetwork.RecreateGatewayBridge(host, bridge.Network, change)
                : $"{NetworkCommand.Recreate(bridge.Network, change)} # its containers must leave it first";
        return $"iptables -t mangle -A FORWARD -o {link.Name} -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu # until "
            + $"you recreate the network:\n"
            + $"{recreate}";
    }
}
