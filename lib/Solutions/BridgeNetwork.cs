using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A network of the engine's bridge driver, with what of it stands in the kernel.</summary>
internal sealed record BridgeNetwork
{
    private const string Prefix = "com.docker.network.bridge.";

    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>The name of its bridge link.</summary>
    public required string LinkName { get; init; }

    /// <summary>The link; null where it isn't there.</summary>
    public Link? Link { get; init; }

    /// <summary>The running containers on it.</summary>
    public required IReadOnlyList<BridgeMember> Members { get; init; }

    /// <summary>Whether the engine gives the bridge no IPv4 address: gateway mode isolated, or inhibit_ipv4.</summary>
    public bool HasNoIPv4Address =>
        Option("gateway_mode_ipv4") == "isolated" || IsSet("inhibit_ipv4", byDefault: false) || IPv4Pool is null;

    /// <summary>Whether containers' addresses are known beyond the host, so that nothing is translated.</summary>
    public bool IsRouted => Option("gateway_mode_ipv4") is "routed" or "isolated";

    /// <summary>Whether containers on it may talk to each other.</summary>
    public bool LetsContainersTalk => IsSet("enable_icc", byDefault: true);

    /// <summary>Whether what containers send out gets an address of the host's.</summary>
    public bool Masquerades => IsSet("enable_ip_masquerade", byDefault: true) && !IsRouted && !Network.Internal;

    /// <summary>The IPv4 pool; null where it has none.</summary>
    public IpamPool? IPv4Pool => Network.Pools?.FirstOrDefault(pool => Model.Subnet.Parse(pool.Subnet) is { Family: 4 });

    /// <summary>
    /// The host's own bridge networks. None where their links aren't where the engine is seen: rootless engines may keep them in a
    /// namespace beside their own, and other engines than Docker's make them only when they are needed.
    /// </summary>
    public static IReadOnlyList<BridgeNetwork> Find(HostSnapshot host)
    {
        if (host.HostNamespace?.Links is not { } links || host.Engine is { Component: not (null or "Engine") } || IsRootless(host))
        {
            return [];
        }

        return
        [
            .. from network in host.Networks ?? []
            where network is { Driver: "bridge", ConfigOnly: false, Scope: null or "local" }
            let name = HostQueries.BridgeLinkOf(network)
            where name is not null
            select new BridgeNetwork
            {
                Network = network,
                LinkName = name,
                Link = links.FirstOrDefault(link => link.Name == name),
                Members = BridgeMember.Find(host, network),
            },
        ];
    }

    /// <summary>A bridge driver's option without its prefix; null where it isn't set.</summary>
    public string? Option(string name) => Network.Options.TryGetValue(Prefix + name, out var value) ? value : null;

    private static bool IsRootless(HostSnapshot host) => host.Engine?.SecurityOptions.Contains("name=rootless") == true;

    private bool IsSet(string name, bool byDefault) => bool.TryParse(Option(name), out var value) ? value : byDefault;
}
