using NetAudit.Cluster;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster;

public sealed class ClusterContextTests
{
    private static ClusterContext Together(params HostSnapshot[] hosts) =>
        ClusterContext.Create(hosts.Select(host => HostDigest.Create(HostContext.Create(host), new StringPool())));

    [Fact]
    public void One_machine_by_two_names_is_one_host_as_it_was_seen_last()
    {
        var later = Swarm(1) with { Host = "again", CollectedAt = DateTimeOffset.UnixEpoch.AddHours(1) };

        Assert.Equal(["again", "sw2"], Together(Swarm(1), Swarm(2), later).Hosts.Select(host => host.Host));
        Assert.Equal(["fl1"], Together(Flannel(1), Flannel(1) with { Host = "fl1-by-address" }).Hosts.Select(host => host.Host));
    }

    [Fact]
    public void Hosts_that_name_each_other_are_one_cluster()
    {
        Assert.Equal(
            ["fl1", "fl2"],
            Assert.Single(Together(Flannel(1), Flannel(2)).Clusters(SolutionIds.Flannel)).Select(host => host.Host)
        );
        Assert.Empty(Together(Flannel(1), Flannel(2)).Clusters(SolutionIds.DockerOverlay));
    }

    [Fact]
    public void Nodes_of_two_swarms_are_two_clusters()
    {
        var other = Swarm(2) with
        {
            Networks = [.. Swarm(2).Networks!.Select(network => network with { Id = network.Id.Replace('f', 'e') })],
        };

        Assert.Empty(Together(Swarm(1), other).Clusters(SolutionIds.DockerOverlay));
    }

    [Fact]
    public void Two_labs_with_the_same_private_addresses_are_two_clusters()
    {
        static HostSnapshot InOtherLab(int number)
        {
            var host = Flannel(number);
            var links = host.HostNamespace!.Links!.Select(link =>
                link with
                {
                    MacAddress = link.MacAddress?.Replace("0", "1", StringComparison.Ordinal),
                }
            );
            return host with
            {
                Host = $"lab2-{number}",
                HostNamespace = host.HostNamespace with { Links = [.. links], Routes = [], Neighbors = [], Forwarding = [] },
            };
        }

        var clusters = Together(Flannel(1), Flannel(2), InOtherLab(1), InOtherLab(2)).Clusters(SolutionIds.Flannel);

        Assert.Contains(clusters, cluster => cluster.Select(host => host.Host).SequenceEqual(["fl1", "fl2"]));
    }

    [Fact]
    public void A_thousand_hosts_are_compared_in_a_moment()
    {
        var hosts = Enumerable.Range(0, 1000).Select(number => Digest(number, 1000)).ToList();

        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Empty(ClusterFindings.Create(hosts));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
    }

    private static HostDigest Digest(int number, int count)
    {
        static string Address(int host) => $"10.9.{host / 250}.{(host % 250) + 1}";
        static string End(int host) => $"10.{100 + (host / 250)}.{host % 250}.0";

        var peers = Enumerable
            .Range(0, count)
            .Where(other => other != number)
            .Select(other => new FlannelPeerDigest(End(other), $"aa:{other:x4}", Address(other), "flannel.1"))
            .ToList();
        return new HostDigest
        {
            Host = $"h{number}",
            CollectedAt = DateTimeOffset.UnixEpoch,
            Addresses = new HashSet<string> { Address(number) },
            Subnets = [Subnet.Parse("10.9.0.0/16")!],
            MacAddresses = new HashSet<string> { $"02:{number:x4}" },
            Flannel = new FlannelDigest
            {
                Backend = "vxlan",
                Network = Subnet.Parse("10.0.0.0/8"),
                Leases = [Subnet.Parse(End(number) + "/24")!],
                Ends = [new FlannelEnd("flannel.1", End(number), $"aa:{number:x4}", 1, 8472) { Mtu = 1450 }],
                Peers = peers,
                Destinations = new HashSet<string>(peers.Select(peer => peer.Destination!)),
                PeerEnds = new HashSet<string>(peers.Select(peer => peer.End)),
                PeersSeen = true,
            },
        };
    }
}
