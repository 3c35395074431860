using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>The host's networks as rows.</summary>
internal static class NetworkRows
{
    private const string MtuOption = "com.docker.network.driver.mtu";

    public static IEnumerable<OverlayNetwork> Create(HostContext context)
    {
        var (host, footprints) = (context.Snapshot, context.Footprints);
        var tunnels = OverlayTunnels.Find(host, host.Networks ?? []);
        var counts = EndpointCounts(host);
        return (host.Networks ?? [])
            .OrderBy(network => network.Name, StringComparer.Ordinal)
            .ThenBy(network => network.Id, StringComparer.Ordinal)
            .Select(network =>
            {
                var owner = footprints.FirstOrDefault(footprint => footprint.Networks.Contains(network));
                var own = tunnels.Where(tunnel => tunnel.Network == network).ToList();
                return new OverlayNetwork
                {
                    Host = host.Host,
                    Name = network.Name,
                    Id = network.Id,
                    Driver = network.Driver,
                    Scope = network.Scope ?? "",
                    Solution = owner?.Solution,
                    Subnets = [.. (network.Pools ?? []).Select(pool => pool.Subnet).OfType<string>()],
                    Gateways =
                    [
                        .. (network.Pools ?? []).Select(pool => pool.Gateway).OfType<string>().Where(gateway => gateway.Length > 0),
                    ],
                    Mtu = MtuOf(host, network, own),
                    Vni = own.Count > 0 ? [.. own.Select(tunnel => tunnel.Vxlan.Vni).OrderBy(vni => vni)] : DeclaredVni(network),
                    Encryption = EncryptionOf(owner, network),
                    Peers = PeersOf(host, network, own),
                    EndpointCount =
                        host.Containers is null && network.Endpoints is null ? null
                        : counts.TryGetValue(network.Id, out var count) ? count
                        : 0,
                    Flags = [.. Flags(network)],
                };
            });
    }

    /// <summary>
    /// How many containers are on each network, by the network's id. Containers that share a namespace count as one. Containers on
    /// docker_gwbridge appear only in the network's own inspection, not in their own endpoint lists.
    /// </summary>
    private static Dictionary<string, int> EndpointCounts(HostSnapshot host)
    {
        var own = (host.Containers ?? []).Where(container => container.SharesNamespaceOf is null).ToList();
        var ids = new HashSet<string>(own.Select(container => container.Id));
        var listed = own.Where(container => container.IsRunning)
            .SelectMany(container =>
                container.Endpoints.Select(host.NetworkOf).OfType<Network>().Select(network => (network.Id, Container: container.Id))
            );
        var inspected = (host.Networks ?? []).SelectMany(network =>
            (network.Endpoints ?? [])
                .Where(endpoint => ids.Contains(endpoint.Key))
                .Select(endpoint => (network.Id, Container: endpoint.Key))
        );
        return listed.Concat(inspected).Distinct().GroupBy(pair => pair.Id).ToDictionary(group => group.Key, group => group.Count());
    }

    private static int? MtuOf(HostSnapshot host, Network network, List<OverlayTunnel> tunnels)
    {
        var link =
            tunnels.Count > 0
                ? tunnels[0].Link
                : host.HostLinks().FirstOrDefault(candidate => candidate.Name == HostQueries.BridgeLinkOf(network));
        return link?.Mtu ?? (network.Options.TryGetValue(MtuOption, out var mtu) && int.TryParse(mtu, out var bytes) ? bytes : null);
    }

    private static int[] DeclaredVni(Network network) => [.. OverlayView.DeclaredVnis(network)];

    private static string EncryptionOf(Footprint? owner, Network network)
    {
        if (network.Driver.Length == 0 || (owner is null && network.Driver is "bridge" or "host" or "null"))
        {
            return "";
        }

        var channel = owner?.Channels?.FirstOrDefault(candidate => candidate.Subject is NetworkChannel one && one.Network == network.Name);
        return channel is not null ? ChannelWording.SchemeAndSign(channel)
            : network.Options.ContainsKey("encrypted") ? "IPsec, not confirmed (declared)"
            : EncryptionScheme.None.Name();
    }

    private static List<string> PeersOf(HostSnapshot host, Network network, List<OverlayTunnel> tunnels)
    {
        var own = new HashSet<string>(host.HostLinks().SelectMany(link => link.Addresses).Select(address => address.Address));
        if (host.Engine?.Swarm?.NodeAddress is { } node)
        {
            own.Add(node);
        }

        return
        [
            .. (network.Peers ?? [])
                .Select(peer => peer.Address)
                .OfType<string>()
                .Concat(
                    tunnels
                        .SelectMany(tunnel => host.EngineNamespaces[tunnel.Namespace].Forwarding ?? [])
                        .Select(entry => entry.Destination)
                        .OfType<string>()
                )
                .Where(address => !own.Contains(address))
                .Distinct()
                .OrderBy(address => address, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Flags(Network network)
    {
        if (network.Internal)
        {
            yield return "internal";
        }

        if (network.Attachable)
        {
            yield return "attachable";
        }

        if (network.Ingress)
        {
            yield return "ingress";
        }

        if (network.ConfigOnly)
        {
            yield return "config-only";
        }

        if (network.Driver.Length == 0)
        {
            yield return "not allocated";
        }
    }
}
