using NetAudit.Live.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>vNICs as Get-OverlayEndpoint lists them, compared with <c>ip</c> inside and <c>docker inspect</c>.</summary>
public abstract class EndpointTests : SwarmTests
{
    private protected EndpointTests(SwarmFixture swarm)
        : base(swarm) { }

    [Fact]
    public async Task Each_vNIC_has_the_MAC_addresses_and_MTU_that_ip_prints()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        foreach (var container in new[] { "c1", "enc1", "int1", "two1", "b1", "bint1", "b6", "m1", "f1", "default1", "many1" })
        {
            AssertSame(container, await Manager.IpInsideAsync(container), AuditRows.Endpoints(snapshot, container));
        }

        AssertSame("c2", await Worker.IpInsideAsync("c2"), AuditRows.Endpoints(await Lab.SnapshotAsync(Worker), "c2"));
    }

    [Fact]
    public async Task Each_vNIC_is_on_the_network_that_docker_inspect_gives_its_MAC()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        foreach (
            var (container, networks) in new[]
            {
                ("c1", "ov1"),
                ("enc1", "ovenc"),
                ("two1", "ovtwo"),
                ("b6", "br6"),
                ("m1", "mac1"),
                ("f1", "from1"),
                ("many1", "ov1 br1 br6"),
            }
        )
        {
            foreach (var network in networks.Split(' '))
            {
                var inspected = await Manager.DockerAsync(
                    "inspect",
                    "-f",
                    $"{{{{with index .NetworkSettings.Networks \"{network}\"}}}}{{{{.MacAddress}}}} "
                        + $"{{{{.IPAddress}}}}/{{{{.IPPrefixLen}}}}{{{{end}}}}",
                    container
                );
                var row = Assert.Single(AuditRows.Endpoints(snapshot, container), row => row.Network == network);
                Assert.Equal(inspected, $"{row.MacAddress} {row.Addresses[0]}");
                Assert.Equal(network.StartsWith("ov", StringComparison.Ordinal) ? "DockerOverlay" : null, row.Solution);
            }
        }
    }

    [Fact]
    public async Task The_way_out_of_an_overlay_s_container_is_its_vNIC_on_docker_gwbridge()
    {
        var row = Assert.Single(AuditRows.Endpoints(await Lab.SnapshotAsync(Manager), "c1"), row => row.Network == "docker_gwbridge");
        var gateway = await Manager.DockerAsync("network", "inspect", "-f", "{{(index .IPAM.Config 0).Gateway}}", "docker_gwbridge");
        Assert.Equal(gateway, row.Gateway);
        Assert.Contains("docker_gwbridge", row.HostLink, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_internal_overlay_s_container_has_one_vNIC()
    {
        Assert.Equal(["ovint"], AuditRows.Endpoints(await Lab.SnapshotAsync(Manager), "int1").Select(row => row.Network));
    }

    [Fact]
    public async Task The_resolver_is_the_one_in_the_container_s_resolv_conf()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        foreach (var container in new[] { "c1", "b1", "default1" })
        {
            var servers = (await Manager.DockerAsync("exec", container, "cat", "/etc/resolv.conf"))
                .Split('\n')
                .Where(line => line.StartsWith("nameserver ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[1]);
            Assert.All(AuditRows.Endpoints(snapshot, container), row => Assert.Equal(servers, row.DnsServers));
        }

        Assert.Contains("Docker", AuditRows.Endpoints(snapshot, "c1")[0].ResolvesAt, StringComparison.Ordinal);
        Assert.DoesNotContain("Docker", AuditRows.Endpoints(snapshot, "default1")[0].ResolvesAt ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_shares_another_s_namespace_shows_its_links()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        Assert.Equal(
            AuditRows.Endpoints(snapshot, "c1").Select(row => $"{row.Link} {row.MacAddress}"),
            AuditRows.Endpoints(snapshot, "share1").Select(row => $"{row.Link} {row.MacAddress}")
        );
    }

    [Fact]
    public async Task A_container_without_network_has_no_vNIC_and_one_on_the_host_claims_none_of_the_host_s()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        Assert.All(AuditRows.Endpoints(snapshot, "none1"), row => Assert.Null(row.Link));
        Assert.All(AuditRows.Endpoints(snapshot, "host1"), row => Assert.Null(row.Link));
    }

    [Fact]
    public async Task A_container_that_does_not_run_has_no_link_and_its_row_says_its_state()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        Assert.All(AuditRows.Endpoints(snapshot, "stopped1"), row => Assert.Equal(("exited", null), (row.State, row.Link)));
        Assert.All(AuditRows.Endpoints(snapshot, "created1"), row => Assert.Equal(("created", null), (row.State, row.Link)));
    }

    private static void AssertSame(string container, IEnumerable<IpLink> printed, IEnumerable<OverlayEndpoint> rows) =>
        Assert.Equal(
            printed
                .Where(link => link.Name != "lo")
                .Select(link => $"{container} {link.Name} {link.Kind} {link.Mac} {link.Mtu} {string.Join(' ', link.Addresses)}")
                .Order(StringComparer.Ordinal),
            rows.Select(row =>
                    $"{row.Container} {row.Link} {row.Kind} {row.MacAddress} {row.Mtu} "
                    + $"{string.Join(' ', row.Addresses.Order(StringComparer.Ordinal))}"
                )
                .Order(StringComparer.Ordinal)
        );
}
