using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>What carries packets to other hosts, by routes and tunnels, in words.</summary>
internal static class CarrierWording
{
    private const int MostRoutes = 4;

    /// <summary>Carriers of one network model: "VXLAN on UDP 4789: 2 networks (app VNI 4097, ingress VNI 4096)".</summary>
    public static string Words(NetworkModel model, IReadOnlyList<Carrier> carriers)
    {
        var tunnels = carriers.Select(carrier => carrier.Path).OfType<NetworkTunnel>().ToList();
        var others = carriers.Select(carrier => carrier.Path).Where(path => path is not NetworkTunnel).Select(path => Words(model, path));
        return string.Join("; ", (tunnels.Count == 0 ? [] : new[] { Tunnels(model, tunnels) }).Concat(others));
    }

    private static string Tunnels(NetworkModel model, IReadOnlyList<NetworkTunnel> tunnels)
    {
        var seen = tunnels.Where(tunnel => tunnel.Namespace is not null).ToList();
        var declared = tunnels.Where(tunnel => tunnel.Namespace is null).ToList();
        var ports = string.Join(" and ", seen.Select(tunnel => tunnel.Port).Distinct().Select(port => $"UDP {port}"));
        var all = Networks(tunnels);
        var count = declared.Count == 0 || seen.Count == 0 ? Quantity.Count(all, "network") : AbsentWording.AllSetUp(Networks(seen));
        return seen.Count == 0
            ? $"{model.Name()}: {count} by declaration only ({Names(declared)}). Not checked: their tunnels"
            : $"{model.Name()} on {ports}: {count} ({Names(seen)}){AbsentWording.NotSetUp([.. declared.Select(Name)])}";
    }

    private static int Networks(IReadOnlyList<NetworkTunnel> tunnels) =>
        tunnels.Select(tunnel => tunnel.Network ?? tunnel.Namespace).Distinct().Count();

    private static string Names(IEnumerable<NetworkTunnel> tunnels) => TruncatedList.Join(tunnels.Select(Name));

    private static string Name(NetworkTunnel tunnel)
    {
        var name = tunnel.Network ?? $"namespace {tunnel.Namespace}";
        return tunnel.Vnis.Count == 0 ? name : $"{name} VNI {string.Join("/", tunnel.Vnis)}";
    }

    private static string Words(NetworkModel model, CarrierPath path) =>
        path switch
        {
            AgentConnections { Connections: 0 } agents => $"{model.Name()} by {agents.Mode}: no connection to another peer now",
            AgentConnections agents => $"{model.Name()} by {agents.Mode}: {Quantity.Count(agents.Connections, "connection")}",
            RoutedPath routes => Routes(model, routes),
            _ => model.Name(),
        };

    private static string Routes(NetworkModel model, RoutedPath routes)
    {
        var made = routes.Agent is null ? "" : $" by {routes.Agent}";
        var link = routes.Link is null ? "" : $" on {routes.Link}";
        var vxlan = routes.Vni is null ? "" : $" (VNI {routes.Vni}, UDP {routes.Port})";
        var direct = routes.IsDirectRouting ? " (DirectRouting)" : "";
        var count = Quantity.Count(routes.Destinations.Count, "route");
        var destinations =
            routes.Destinations.Count == 0
                ? "no route to another host yet"
                : $"{count} ({TruncatedList.Join(routes.Destinations, most: MostRoutes)})";
        return $"{model.Name()}{made}{link}{vxlan}{direct}: {destinations}";
    }
}
