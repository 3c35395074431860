using NetAudit.Collection;
using NetAudit.Drift;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Drift;

public class SnapshotDriftTests
{
    private static HostSnapshot Read(string name) => RecordedHosts.Read(name);

    [Theory]
    [MemberData(nameof(RecordedHosts.All), MemberType = typeof(RecordedHosts))]
    public void A_host_does_not_differ_from_itself(string name) => Assert.Empty(SnapshotDrift.Compare(Read(name), Read(name)));

    [Theory]
    [MemberData(nameof(RecordedHosts.All), MemberType = typeof(RecordedHosts))]
    public void A_restart_with_the_same_network_facts_is_no_difference(string name)
    {
        var host = Read(name);

        var restarted = RestartedHost.Of(host);

        Assert.NotEqual(SnapshotFile.Write(host), SnapshotFile.Write(restarted));
        Assert.Empty(SnapshotDrift.Compare(host, restarted));
    }

    [Fact]
    public void A_restarted_task_is_the_same_slot_and_one_that_ended_is_history()
    {
        var host = Read("overlay-swarm/sw2");
        var task = host.Containers!.Single(container => container.Name.StartsWith("web.1.", StringComparison.Ordinal));
        var ended = task with { Id = new string('e', 64), Name = "web.1." + new string('e', 25), State = "exited", Pid = 0 };

        Assert.Empty(SnapshotDrift.Compare(host, host with { Containers = [.. host.Containers!, ended] }));
        Assert.Contains(
            SnapshotDrift.Compare(host, host with { Containers = [.. host.Containers!.Where(container => container != task), ended] }),
            row => row is { Area: "Endpoint", Subject: "web.1 on ov1", Change: "Removed" }
        );
    }

    [Fact]
    public void A_flannel_lease_that_moved_shows_in_subnet_vNICs_and_routes()
    {
        var rows = SnapshotDrift.Compare(Read("flannel-vxlan/fl1"), Read("flannel-stale/fl1"));

        Assert.Contains(rows, row => row is { Area: "Solution", Subject: "Flannel", From: "state Running", To: "state Stopped" });
        Assert.Contains(
            rows,
            row =>
                row is { Area: "Subnet", Subject: "bridge", From: "10.5.15.0/24, gateway 10.5.15.1", To: "10.5.93.0/24, gateway 10.5.93.1" }
        );
        Assert.Contains(
            rows,
            row =>
                row is { Area: "Vnic", Subject: "fl1-a on bridge", Change: "Changed" }
                && row.From!.StartsWith("10.5.15.2/24", StringComparison.Ordinal)
                && row.To!.StartsWith("10.5.93.2/24", StringComparison.Ordinal)
        );
        Assert.Contains(
            rows,
            row => row is { Area: "Route", Subject: "10.5.31.0/24", Change: "Removed", From: "via 10.5.31.0, dev flannel.1, proto boot" }
        );
        Assert.Contains(rows, row => row is { Area: "Route", Subject: "10.5.8.0/24", Change: "Added" });
        Assert.Contains(rows, row => row is { Area: "Dns", Subject: "the host", From: "search lab.test", To: "search none" });
        Assert.DoesNotContain(rows, row => row.Area == "Aspect");
    }

    [Theory]
    [InlineData("8.8.8.8", null, "given none", "given 8.8.8.8")]
    [InlineData(null, "8.8.8.8", "upstream 10.99.0.254", "upstream 8.8.8.8")]
    public void A_container_that_asks_other_name_servers_shows_though_its_file_names_the_engines(
        string? given,
        string? upstream,
        string from,
        string to
    )
    {
        var host = Container(one => Asking(one, [], "10.99.0.254"));
        var again = Container(one => Asking(one, given is null ? [] : [given], upstream ?? "10.99.0.254"));

        var row = Assert.Single(SnapshotDrift.Compare(host, again));

        Assert.Equal(("Dns", "c1", "Changed", from, to), (row.Area, row.Subject, row.Change, row.From, row.To));
    }

    [Fact]
    public void Published_ports_that_moved_came_or_went_show()
    {
        var host = Container(one => one with { Ports = [Port(80, 8080), Port(443, 8443)] });
        var again = Container(one => one with { Ports = [Port(80, 8081), Port(53, 53)] });

        var rows = SnapshotDrift.Compare(host, again);

        Assert.Equal(
            [
                ("c1 443/tcp", "Removed", "at 0.0.0.0:8443", null),
                ("c1 53/tcp", "Added", null, "at 0.0.0.0:53"),
                ("c1 80/tcp", "Changed", "at 0.0.0.0:8080", "at 0.0.0.0:8081"),
            ],
            rows.Where(row => row.Area == "Port").Select(row => (row.Subject, row.Change, row.From, row.To))
        );
    }

    private static HostSnapshot Container(Func<Container, Container> change) =>
        SnapshotBuilder.Host() with
        {
            Containers =
            [
                change(
                    new Container
                    {
                        Id = new string('c', 64),
                        Name = "c1",
                        State = "running",
                    }
                ),
            ],
        };

    private static Container Asking(Container container, IReadOnlyList<string> given, string upstream) =>
        container with
        {
            DnsServers = given,
            Resolver = new Resolver { NameServers = ["127.0.0.11"], Upstream = [upstream] },
        };

    private static PublishedPort Port(int inside, int outside) =>
        new()
        {
            Protocol = "tcp",
            ContainerPort = inside,
            HostAddress = "0.0.0.0",
            HostPort = outside,
        };

    [Fact]
    public void A_network_that_is_no_longer_encrypted_shows_as_encryption_and_aspect()
    {
        var host = Read("weave-sleeve-encrypted/node1");
        var plain = Read("weave-sleeve-plain/node1");
        var rows = SnapshotDrift.Compare(host, plain);

        Assert.Contains(
            rows,
            row => row is { Area: "Aspect", Subject: "Weave EncryptionChannel", Change: "Changed", From: "NaCl", To: "No" }
        );
        Assert.Contains(rows, row => row.Area == "Encryption" && row.To?.StartsWith("No", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_flanneld_that_stopped_shows()
    {
        var rows = SnapshotDrift.Compare(
            Read("flannel-stale/fl1") with
            {
                Processes = Read("flannel-vxlan/fl1").Processes,
            },
            Read("flannel-stale/fl1")
        );

        var solution = Assert.Single(rows, row => row.Area == "Solution");
        Assert.Equal(
            ("Flannel", "Changed", "state Running", "state Stopped"),
            (solution.Subject, solution.Change, solution.From, solution.To)
        );
    }

    [Fact]
    public void Weave_after_its_reset_is_a_leftover_and_its_network_and_vNICs_went()
    {
        var rows = SnapshotDrift.Compare(Read("weave-stopped/node1"), Read("weave-stopped/node1-after-reset"));

        Assert.Contains(
            rows,
            row =>
                row is { Area: "Solution", Subject: "Weave", Change: "Changed" } && row.To!.Contains("Leftover", StringComparison.Ordinal)
        );
        Assert.Contains(rows, row => row is { Area: "Network", Subject: "weave", Change: "Removed" });
        Assert.Contains(rows, row => row is { Area: "Endpoint", Change: "Removed" });
    }

    [Fact]
    public void A_new_network_a_changed_MTU_and_another_resolver_are_named_from_what_to_what()
    {
        var host = Read("overlay-swarm/sw1");
        var changed = host with
        {
            Networks =
            [
                .. host.Networks!,
                new Network
                {
                    Id = new string('9', 64),
                    Name = "new",
                    Driver = "bridge",
                    Scope = "local",
                    Pools = [new IpamPool { Subnet = "10.77.0.0/24" }],
                },
            ],
            Resolver = new Resolver { NameServers = ["192.0.2.53"] },
            HostNamespace = host.HostNamespace! with
            {
                Links = [.. host.HostNamespace.Links!.Select(link => link.Name == "docker0" ? link with { Mtu = 1400 } : link)],
            },
        };

        var rows = SnapshotDrift.Compare(host, changed);

        Assert.Contains(rows, row => row is { Area: "Network", Subject: "new", Change: "Added" });
        Assert.Contains(rows, row => row is { Area: "Subnet", Subject: "new", To: "10.77.0.0/24" });
        Assert.Contains(rows, row => row is { Area: "Network", Subject: "bridge", From: "mtu 1500", To: "mtu 1400" });
        Assert.Contains(rows, row => row is { Area: "Dns", Subject: "the host", To: "servers 192.0.2.53" });
    }

    [Fact]
    public void What_one_of_them_did_not_see_is_not_called_gone()
    {
        var host = Read("overlay-swarm/sw1");
        var rows = SnapshotDrift.Compare(host, host with { HostNamespace = null });

        Assert.Contains(rows, row => row is { Area: "Route", Subject: "*", Change: "NotSeen", To: "not seen" });
        Assert.DoesNotContain(rows, row => row.Change == "Removed");
    }

    [Fact]
    public void Two_hosts_of_a_swarm_differ_in_their_containers_and_addresses()
    {
        var rows = SnapshotDrift.Compare(Read("overlay-swarm/sw1"), Read("overlay-swarm/sw2"));

        Assert.All(rows, row => Assert.Equal(("sw1", "sw2"), (row.ReferenceHost, row.DifferenceHost)));
        Assert.Contains(rows, row => row is { Area: "Endpoint", Subject: "c1 on ov1", Change: "Removed" });
        Assert.Contains(rows, row => row is { Area: "Endpoint", Subject: "c2 on ov1", Change: "Added" });
    }
}
