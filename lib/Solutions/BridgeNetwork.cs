using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A network of the engine's bridge driver, with its state in the kernel.</summary>
internal sealed record BridgeNetwork
{
    private const string Prefix = "com.docker.network.bridge.";

    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>The name of its bridge link.</summary>
    public required string LinkName { get; init; }

    /// <summary>The link; null if it isn't there.</summary>
    public Link? Link { get; init; }

    /// <summary>The running containers on it.</summary>
    public required IReadOnlyList<BridgeMember> Members { get; init; }

    /// <summary>Whether containers on it may talk to each other.</summary>
    public bool LetsContainersTalk => IsSet("enable_icc", byDefault: true);

    /// <summary>Whether the engine gives the bridge no address of a family (4 or 6): gateway mode isolated, inhibit_ipv4, no
    /// pool.</summary>
    public bool HasNoAddress(int family) =>
        GatewayMode(family) == "isolated"
        || (family == 4 ? IsSet("inhibit_ipv4", byDefault: false) : !Network.EnableIPv6)
        || Pool(family) is null;

    /// <summary>Whether containers' addresses are known beyond the host, so that nothing is translated.</summary>
    public bool IsRouted(int family) => GatewayMode(family) is "routed" or "isolated";

    /// <summary>Whether containers' addresses of a family are open to other hosts and networks, at all ports.</summary>
    public bool IsOpen(int family) => GatewayMode(family) is "routed" or "nat-unprotected";

    /// <summary>Whether packets of containers to the outside get an address of the host's.</summary>
    public bool Masquerades(int family) => IsSet("enable_ip_masquerade", byDefault: true) && !IsRouted(family) && !Network.Internal;

    /// <summary>The pool of a family; null if it has none.</summary>
    public IpamPool? Pool(int family) => Network.Pools?.FirstOrDefault(pool => Model.Subnet.Parse(pool.Subnet)?.Family == family);

    /// <summary>
    /// Finds the host's own bridge networks. None if their links aren't in the namespace where the engine is seen: rootless engines may
    /// keep them in another one. Other engines than Docker's create them only when they are needed.
    /// </summary>
    public static IReadOnlyList<BridgeNetwork> Find(HostSnapshot host)
    {
        if (host.HostNamespace?.Links is null || host.Engine is { Component: not (null or "Engine") } || IsRootless(host))
        {
            return [];
        }

        return
        [
            .. from network in host.Networks.OrNone()
            where network is { Driver: "bridge", ConfigOnly: false, Scope: null or "local" }
            let name = HostQueries.BridgeLinkOf(network)
            where name is not null
            select new BridgeNetwork
            {
                Network = network,
                LinkName = name,
                Link = HostIndex.Get(host).LinksNamed(name).FirstOrDefault(),
                Members = BridgeMember.Find(host, network),
            },
        ];
    }

    /// <summary>A bridge driver's option without its prefix; null if it isn't set.</summary>
    public string? Option(string name) => Network.Options.TryGetValue(Prefix + name, out var value) ? value : null;

    private string? GatewayMode(int family) => Option($"gateway_mode_ipv{family}");

    private static bool IsRootless(HostSnapshot host) => host.Engine?.SecurityOptions.Contains("name=rootless") == true;

    private bool IsSet(string name, bool byDefault) => bool.TryParse(Option(name), out var value) ? value : byDefault;
}
