using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Audit;

/// <summary>The host's networks as rows.</summary>
internal static class NetworkRows
{
    private const string MtuOption = "com.docker.network.driver.mtu";

    public static IEnumerable<OverlayNetwork> Of(HostSnapshot host, IReadOnlyList<Footprint> footprints)
    {
        var tunnels = OverlayTunnels.Of(host, host.Networks ?? []);
        return (host.Networks ?? []).OrderBy(network => network.Name, StringComparer.Ordinal).ThenBy(network => network.Id, StringComparer.Ordinal).Select(network =>
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
                Gateways = [.. (network.Pools ?? []).Select(pool => pool.Gateway).OfType<string>().Where(gateway => gateway.Length > 0)],
                Mtu = MtuOf(host, network, own),
                Vni = own.Count > 0 ? [.. own.Select(tunnel => tunnel.Vxlan.Vni).OrderBy(vni => vni)] : DeclaredVni(network),
                Encryption = EncryptionOf(owner, network),
                Peers = PeersOf(host, network, own),
                EndpointCount = host.Containers?.Count(container => container.IsRunning && container.Endpoints.Any(endpoint => host.NetworkOf(endpoint) == network)),
                Flags = [.. Flags(network)],
            };
        });
    }

    private static int? MtuOf(HostSnapshot host, Network network, List<OverlayTunnel> tunnels)
    {
        var link = tunnels.Count > 0 ? tunnels[0].Link : host.HostLinks().FirstOrDefault(candidate => candidate.Name == HostQueries.BridgeLinkOf(network));
        return link?.Mtu ?? (network.Options.TryGetValue(MtuOption, out var mtu) && int.TryParse(mtu, out var bytes) ? bytes : null);
    }

    private static int[] DeclaredVni(Network network) =>
        network.Options.TryGetValue(DockerOverlay.VxlanIds, out var list) ? [.. list.Split(',').Select(part => int.TryParse(part.Trim(), out var vni) ? vni : -1).Where(vni => vni >= 0)] : [];

    private static string EncryptionOf(Footprint? owner, Network network)
    {
        var channel = owner?.Channels?.FirstOrDefault(candidate => candidate.Name == $"network {network.Name}");
        return channel is null ? (network.Options.ContainsKey("encrypted") ? "IPsec (declared)" : "No") : channel.Words.Length == 0 ? channel.Scheme : $"{channel.Scheme} ({channel.Words})";
    }

    private static List<string> PeersOf(HostSnapshot host, Network network, List<OverlayTunnel> tunnels)
    {
        var own = new HashSet<string>(host.HostLinks().SelectMany(link => link.Addresses).Select(address => address.Address));
        if (host.Engine?.Swarm?.NodeAddress is { } node)
        {
            own.Add(node);
        }

        return [.. (network.Peers ?? []).Select(peer => peer.Address).OfType<string>()
            .Concat(tunnels.SelectMany(tunnel => host.EngineNamespaces[tunnel.Namespace].Forwarding ?? []).Select(entry => entry.Destination).OfType<string>())
            .Where(address => !own.Contains(address)).Distinct().OrderBy(address => address, StringComparer.Ordinal)];
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
