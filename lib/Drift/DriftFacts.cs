using System.Globalization;
using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Drift;

/// <summary>A snapshot's facts, area by area; an area that is null was not seen.</summary>
internal static class DriftFacts
{
    public static IReadOnlyDictionary<string, IReadOnlyList<DriftFact>?> Find(HostSnapshot snapshot)
    {
        var host = snapshot with { Containers = snapshot.Containers is null ? null : [.. SwarmTasks.ByTheirSlot(snapshot.Containers)] };
        var context = HostContext.Create(host);
        var footprints = context.Footprints;
        var seesAll = host is { Networks: not null, HostNamespace: not null };
        return new Dictionary<string, IReadOnlyList<DriftFact>?>
        {
            ["Solution"] = seesAll ? Solutions(footprints) : null,
            ["Aspect"] = seesAll ? Aspects(host, footprints) : null,
            ["Network"] = host.Networks is null ? null : Networks(context),
            ["Subnet"] = host.Networks is null ? null : Subnets(context),
            ["Endpoint"] = host.Containers is null ? null : Endpoints(host),
            ["Vnic"] =
                host is { Containers: not null, HostNamespace.Links: not null }
                && (host.ContainerNamespaces.Count > 0 || !host.RunningContainers().Any())
                    ? Vnics(context)
                    : null,
            ["Dns"] = host.Containers is null && host.Resolver is null ? null : Dns(host),
            ["Port"] = host.Containers?.Any(container => container.Ports is not null) == true ? Ports(host) : null,
            ["Route"] = host.HostNamespace?.Routes is null ? null : Routes(host),
            ["Encryption"] = seesAll ? Encryption(footprints) : null,
        };
    }

    private static List<DriftFact> Solutions(IReadOnlyList<Footprint> footprints) =>
        [
            .. footprints.Select(footprint => new DriftFact(
                "Solution",
                footprint.Solution,
                [("state", footprint.State.ToString()), ("backend", footprint.Backend), ("version", footprint.Version)]
            )),
        ];

    private static List<DriftFact> Aspects(HostSnapshot host, IReadOnlyList<Footprint> footprints) =>
        [
            .. from footprint in footprints
            from observer in AspectObservers.All
            let values = observer.Observe(host, footprint).Names
            select new DriftFact(
                "Aspect",
                $"{footprint.Solution} {observer.Aspect}",
                [("", values.Count == 0 ? null : string.Join(" and ", values.OrderBy(value => value, StringComparer.Ordinal)))]
            ),
        ];

    private static List<DriftFact> Networks(HostContext host) =>
        [
            .. HostAudit
                .Networks(host)
                .Select(network => new DriftFact(
                    "Network",
                    network.Name,
                    [
                        ("driver", network.Driver.Length == 0 ? "none (not allocated)" : network.Driver),
                        ("scope", network.Scope),
                        ("solution", network.Solution),
                        ("mtu", network.Mtu?.ToString(CultureInfo.InvariantCulture)),
                        ("VNI", string.Join("/", network.Vni)),
                        ("", string.Join(" ", network.Flags)),
                    ]
                )
                {
                    Network = network.Name,
                }),
        ];

    private static List<DriftFact> Subnets(HostContext host) =>
        [
            .. HostAudit
                .Networks(host)
                .Where(network => network.Subnets.Count > 0)
                .Select(network => new DriftFact(
                    "Subnet",
                    network.Name,
                    [
                        ("", string.Join(" ", network.Subnets.OrderBy(subnet => subnet, StringComparer.Ordinal))),
                        ("gateway", string.Join(" ", network.Gateways.OrderBy(gateway => gateway, StringComparer.Ordinal))),
                    ]
                )
                {
                    Network = network.Name,
                }),
        ];

    private static List<DriftFact> Endpoints(HostSnapshot host) =>
        [
            .. from container in host.Containers ?? []
            from endpoint in container.Endpoints
            select new DriftFact(
                "Endpoint",
                $"{container.Name} on {endpoint.NetworkName}",
                [
                    ("", string.Join(" ", new[] { endpoint.IPv4Address, endpoint.IPv6Address }.Where(address => address.Length > 0))),
                    ("state", container.State),
                    ("gateway", endpoint.IPv4Gateway),
                ]
            )
            {
                Container = container.Name,
                Network = endpoint.NetworkName,
            },
        ];

    /// <summary>The vNICs by container and network, not by link, as the engine names links in the order in which containers join.</summary>
    private static List<DriftFact> Vnics(HostContext host) =>
        [
            .. HostAudit
                .Endpoints(host)
                .Where(vnic => vnic.Link is not null)
                .Select(vnic => new DriftFact(
                    "Vnic",
                    $"{vnic.Container} on {vnic.Network ?? vnic.Link}",
                    [
                        ("", string.Join(" ", vnic.Addresses.Where(address => !HostQueries.IsLinkLocal(address)))),
                        ("kind", vnic.Kind),
                        ("gateway", vnic.Gateway),
                        ("mtu", vnic.Mtu?.ToString(CultureInfo.InvariantCulture)),
                        ("solution", vnic.Solution),
                    ]
                )
                {
                    Container = vnic.Container,
                    Network = vnic.Network,
                }),
        ];

    private static List<DriftFact> Dns(HostSnapshot host)
    {
        var facts = (host.Containers ?? [])
            .Where(container => container.Resolver is not null || container.DnsServers is { Count: > 0 })
            .Select(container => Servers(container.Name, container.Resolver, container.DnsServers))
            .ToList();
        if (host.Resolver is { } own)
        {
            facts.Add(Servers("the host", own, given: null));
        }

        return facts;
    }

    /// <summary>
    /// The name servers: those in its own resolv.conf, those given to it, and those that the engine's server forwards to.
    /// </summary>
    private static DriftFact Servers(string subject, Resolver? resolver, IReadOnlyList<string>? given) =>
        new(
            "Dns",
            subject,
            [
                ("servers", Joined(resolver?.NameServers)),
                ("search", Joined(resolver?.Search)),
                ("given", Joined(given)),
                ("upstream", Joined(resolver?.Upstream)),
            ]
        );

    private static string? Joined(IReadOnlyList<string>? words) => words is null ? null : string.Join(" ", words);

    /// <summary>The published ports of running containers, by their place on the host, and of the swarm's services.</summary>
    private static List<DriftFact> Ports(HostSnapshot host) =>
        [
            .. from container in host.RunningContainers()
            from port in container.Ports ?? []
            group Address(port) by $"{container.Name} {port.ContainerPort}/{port.Protocol}" into published
            select new DriftFact(
                "Port",
                published.Key,
                [("at", Joined([.. published.Distinct().OrderBy(at => at, StringComparer.Ordinal)]))]
            ),
            .. from service in host.Engine?.Services ?? []
            from port in service.Ports
            select new DriftFact(
                "Port",
                $"service {service.Name} {port.TargetPort}/{port.Protocol}",
                [("at", port.PublishedPort?.ToString(CultureInfo.InvariantCulture) ?? "none"), ("mode", port.Mode)]
            ),
        ];

    private static string Address(PublishedPort port) =>
        port.HostAddress.IndexOf(':') < 0 ? $"{port.HostAddress}:{port.HostPort}" : $"[{port.HostAddress}]:{port.HostPort}";

    /// <summary>
    /// Routes between hosts and to bridges. A bridge has its network's name; a route to a single container's link has its endpoint's.
    /// </summary>
    private static List<DriftFact> Routes(HostSnapshot host)
    {
        var bridges = (host.Networks ?? [])
            .Select(network => (Link: HostQueries.BridgeLinkOf(network), network.Name))
            .Where(pair => pair.Link is not null)
            .GroupBy(pair => pair.Link!)
            .ToDictionary(group => group.Key, group => group.First().Name);
        var ports = new HashSet<string>(
            host.HostLinks()
                .Where(link =>
                    link.Kind == "veth"
                    && link.PeerNamespaceId is not null
                    && (link.Master is not null || link.Name.StartsWith("cali", StringComparison.Ordinal))
                )
                .Select(link => link.Name)
        );
        return
        [
            .. host.HostRoutes()
                .Where(route => !HostQueries.StaysOnLink(route.Destination) && (route.Device is null || !ports.Contains(route.Device)))
                .Select(route => new DriftFact(
                    "Route",
                    $"{route.Destination}{(route.Table == "main" ? "" : $" table {route.Table}")}",
                    [
                        ("", route.Type == "unicast" ? "" : route.Type),
                        ("via", route.Gateway),
                        (
                            "dev",
                            route.Device is { } device && bridges.TryGetValue(device, out var name) ? $"the bridge of {name}" : route.Device
                        ),
                        ("proto", route.Protocol),
                    ]
                )),
        ];
    }

    private static List<DriftFact> Encryption(IReadOnlyList<Footprint> footprints) =>
        [
            .. footprints.SelectMany(footprint =>
                (footprint.Channels ?? []).Select(channel => new DriftFact(
                    "Encryption",
                    $"{footprint.Solution} {channel.Name}",
                    [("", channel.Scheme.Name()), ("", ChannelWording.Sign(channel))]
                ))
            ),
        ];
}
