using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A running container on a bridge network, with its two links.</summary>
internal sealed record BridgeMember
{
    /// <summary>The container.</summary>
    public required Container Container { get; init; }

    /// <summary>Its endpoint on the network.</summary>
    public required ContainerEndpoint Endpoint { get; init; }

    /// <summary>Its network namespace; null if it was not seen.</summary>
    public NetworkNamespace? Inside { get; init; }

    /// <summary>The link inside that has its address, else its MAC address; null if there is none.</summary>
    public Link? Link { get; init; }

    /// <summary>The host's end of that link; null if there is none.</summary>
    public Link? HostEnd { get; init; }

    /// <summary>
    /// Whether the container uses the kernel's links inside. Virtual machines and gVisor remove the addresses from them, for a network of
    /// their own.
    /// </summary>
    public bool IsPlain { get; init; }

    /// <summary>Its address of a family (4 or 6) on the network, or "".</summary>
    public string Address(int family) => family == 6 ? Endpoint.IPv6Address : Endpoint.IPv4Address;

    /// <summary>The gateway of a family that its endpoint names, or "".</summary>
    public string Gateway(int family) => family == 6 ? Endpoint.IPv6Gateway : Endpoint.IPv4Gateway;

    public static IReadOnlyList<BridgeMember> Find(HostSnapshot host, Network network) =>
        [
            .. from container in HostIndex.Get(host).MayBeOn(network)
            where container.NetworkMode != "host" && container.SharesNamespaceOf is null
            let endpoint = EndpointOf(container, network)
            where endpoint is not null
            let inside = host.NamespaceOf(container)
            let link = inside.LinkOf(endpoint)
            select new BridgeMember
            {
                Container = container,
                Endpoint = endpoint,
                Inside = inside,
                Link = link,
                HostEnd = link is null ? null : host.HostEndOf(link),
                IsPlain = IsOfRunc(container.Runtime ?? host.Engine?.DefaultRuntime),
            },
        ];

    /// <summary>Only the network's list has a task's endpoint on docker_gwbridge.</summary>
    private static ContainerEndpoint? EndpointOf(Container container, Network network) =>
        container.Endpoints.FirstOrDefault(endpoint => IsOn(endpoint, network) && endpoint.EndpointId.Length > 0)
        ?? network
            .Endpoints.OrNone()
            .Where(endpoint => endpoint.Key == container.Id)
            .Select(endpoint => new ContainerEndpoint
            {
                NetworkName = network.Name,
                NetworkId = network.Id,
                MacAddress = endpoint.MacAddress ?? "",
                IPv4Address = HostQueries.AddressOnly(endpoint.IPv4Address),
                IPv6Address = HostQueries.AddressOnly(endpoint.IPv6Address),
            })
            .FirstOrDefault();

    private static bool IsOn(ContainerEndpoint endpoint, Network network) =>
        endpoint.NetworkId.Length > 0 ? endpoint.NetworkId == network.Id : endpoint.NetworkName == network.Name;

    private static bool IsOfRunc(string? runtime) =>
        runtime is null or "runc" or "crun" or "docker-init" || runtime.StartsWith("io.containerd.runc", StringComparison.Ordinal);
}
