using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// An overlay network's namespace differs from libnetwork's setup, so its containers may be cut off from other hosts. For each subnet that
/// this host uses, there is a bridge with the gateway's address. In that bridge is a VXLAN link with the subnet's VNI and the swarm's port.
/// Both are up, and all links have the network's MTU.
/// </summary>
[Explains(typeof(OverlayPeerEntryMissing))]
internal sealed class OverlayLinkWrong : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        if (view.Standing is not { Content.Links: { } links } standing || view.Vnis.Count == 0 || view.Network.Scope != "swarm")
        {
            yield break;
        }

        var differences = Used(view).SelectMany(subnet => Differences(view, links, subnet)).Distinct().ToList();
        if (differences.Count > 0)
        {
            var shown = links
                .Where(link => link.Kind is "vxlan" or "bridge")
                .Take(3)
                .Select(link => EvidenceFactory.LinkIn(standing.Name, link))
                .ToList();
            yield return Found(
                    Severity.Warning,
                    Subject(view),
                    $"Containers on network {view.Network.Name} may be cut off from other hosts, because the network isn't as "
                        + $"the engine set it up here: {TruncatedList.Join(differences, "; ")}.",
                    Remedy(view),
                    [
                        .. shown,
                        EvidenceFactory.Network(
                            view.Network,
                            $"vxlanid_list {string.Join(",", view.Vnis)}, MTU {view.Mtu}, UDP {view.Port}"
                        ),
                    ]
                )
                .Because(TruncatedList.Join(differences, "; "));
        }
    }

    /// <summary>The engine deletes the namespace after the network's last container here, and sets it up again with the first.</summary>
    private static ShellText Remedy(OverlayView view)
    {
        var names = ShellText.Words(" ", view.Local.Select(local => local.Container.Name).Distinct());
        return $"docker stop {names} && docker start {names} # the first one sets the network up again; tasks move by docker node "
            + $"update --availability drain NODE, then active";
    }

    /// <summary>
    /// Subnets that have an endpoint on this host, each with its VNI. The engine sets a subnet up with its first endpoint.
    /// </summary>
    private static IEnumerable<UsedSubnet> Used(OverlayView view)
    {
        var pools = view
            .Network.Pools.OrNone()
            .Select(pool => (Subnet: Subnet.Parse(pool.Subnet), pool.Gateway))
            .Where(pool => pool.Subnet?.Family == 4)
            .ToList();
        var here = view.Local.Select(local => local.Endpoint.IPv4Address).Select(Subnet.Parse).OfType<Subnet>().ToList();
        return pools
            .Select((pool, at) => (pool.Subnet, pool.Gateway, at))
            .Where(pool => pool.at < view.Vnis.Count && here.Any(pool.Subnet!.Contains))
            .Select(pool => new UsedSubnet(pool.Subnet!, pool.Gateway, view.Vnis[pool.at]));
    }

    private static IEnumerable<string> Differences(OverlayView view, IReadOnlyList<Link> links, UsedSubnet subnet)
    {
        var bridge = links.FirstOrDefault(link =>
            link.Kind == "bridge" && (subnet.Gateway is null || link.Addresses.Any(address => address.Address == subnet.Gateway))
        );
        if (bridge is null)
        {
            yield return $"no bridge has the gateway's address {subnet.Gateway}";
        }
        else if (!bridge.Up)
        {
            yield return $"the bridge {bridge.Name} is down";
        }

        if (view.Tunnels.FirstOrDefault(link => link.Vxlan!.Vni == subnet.Vni) is not { } tunnel)
        {
            yield return $"there is no VXLAN link with VNI {subnet.Vni} for {subnet.Subnet}";
            yield break;
        }

        if (!tunnel.Up)
        {
            yield return $"the VXLAN link {tunnel.Name} is down";
        }

        if (tunnel.Master is null)
        {
            yield return $"the VXLAN link {tunnel.Name} is in no bridge";
        }

        if (view.Host.Engine?.Swarm?.DataPathPort is { } port && tunnel.Vxlan!.Port != port)
        {
            yield return $"{tunnel.Name} sends to UDP {tunnel.Vxlan.Port}, while the swarm's data path port is {port}";
        }

        foreach (var link in links.Where(link => link.Kind is "vxlan" or "bridge" or "veth" && link.Mtu != view.Mtu))
        {
            yield return $"{link.Name} has an MTU of {link.Mtu} instead of {view.Mtu}";
        }
    }

    /// <summary>A subnet that this host uses.</summary>
    private sealed record UsedSubnet(Subnet Subnet, string? Gateway, int Vni);
}
