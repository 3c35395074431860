using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Cluster;

/// <summary>The facts of Calico on a host.</summary>
internal sealed record CalicoDigest
{
    private const int MostRoutes = 4096;

    /// <summary>The host's own blocks of addresses.</summary>
    public required IReadOnlyList<string> Blocks { get; init; }

    /// <summary>Routes to other hosts' blocks, each with the host's address.</summary>
    public required IReadOnlyList<BlockRoute> Remote { get; init; }

    /// <summary>Addresses of the hosts to which it has routes.</summary>
    public IReadOnlyCollection<string> Hosts { get; init; } = [];

    /// <summary>Whether routes were seen.</summary>
    public bool RoutesSeen { get; init; }

    public static CalicoDigest Create(HostSnapshot host, StringPool strings)
    {
        var remote = CalicoRoutes
            .Remote(host)
            .Where(route => route.Gateway is not null)
            .Select(route => new BlockRoute(strings.Share(route.Destination), strings.Share(route.Gateway!)))
            .Take(MostRoutes)
            .ToList();
        return new()
        {
            Blocks = [.. OwnBlocks(host).Take(MostRoutes)],
            Remote = remote,
            Hosts = new HashSet<string>(remote.Select(route => route.Host)),
            RoutesSeen = host.HostNamespace?.Routes is not null,
        };
    }

    private static IEnumerable<string> OwnBlocks(HostSnapshot host) =>
        host.HostRoutes().Where(route => route is { Type: "blackhole", Protocol: "bird" }).Select(route => route.Destination);
}

/// <summary>A route to another host's block.</summary>
internal sealed record BlockRoute(string Block, string Host);
