using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Overlaps;

/// <summary>A host whose default bridge has its usual range, and routes beside it.</summary>
internal static class RangedHost
{
    public static HostSnapshot Docker0()
    {
        var host = SnapshotBuilder.Host(
            SnapshotBuilder.Link("docker0", "bridge", 5) with
            {
                Addresses = [SnapshotBuilder.Address("172.17.0.1/16")],
            }
        );
        var network = SnapshotBuilder.Network("bridge", "bridge", "172.17.0.0/16") with
        {
            Options = new Dictionary<string, string> { ["com.docker.network.bridge.name"] = "docker0" },
            Endpoints =
            [
                new NetworkEndpoint
                {
                    Key = "c",
                    Name = "web",
                    IPv4Address = "172.17.0.2/16",
                },
            ],
        };
        return host.With(network).With(SnapshotBuilder.Route("172.17.0.0/16", "docker0", protocol: "kernel"));
    }

    /// <summary>The host with a route, and with the link that it uses if the host has no link of that name.</summary>
    public static HostSnapshot WithRoute(this HostSnapshot host, string link, string? kind, string range, string? via)
    {
        var links = host.HostNamespace!.Links!;
        var added = SnapshotBuilder.Link(link, kind, 77) with { Addresses = [SnapshotBuilder.Address("198.51.100.7/32")] };
        var more = links.Any(known => known.Name == link) ? links : [.. links, added];
        var with = host with { HostNamespace = host.HostNamespace with { Links = more } };
        return with.With(SnapshotBuilder.Route(range, link, via));
    }
}
