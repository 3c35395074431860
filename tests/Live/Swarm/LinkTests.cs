using NetAudit.Live.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>The kernel's links as NetAudit reads them, compared with <c>ip</c> in the same namespace.</summary>
public abstract class LinkTests : SwarmTests
{
    private protected LinkTests(SwarmFixture swarm)
        : base(swarm) { }

    [Fact]
    public async Task Each_container_has_the_links_that_ip_prints_inside()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        foreach (
            var container in new[] { "c1", "enc1", "int1", "two1", "b1", "bint1", "b6", "m1", "f1", "default1", "none1", "share1", "many1" }
        )
        {
            var seen = snapshot.ContainerNamespaces[AuditRows.Container(snapshot, container).Id].Links!;
            AssertSame(container, await Manager.IpInsideAsync(container), seen.Select(IpLink.Of));
        }
    }

    [Fact]
    public async Task A_worker_s_container_has_the_links_that_ip_prints_inside()
    {
        var snapshot = await Lab.SnapshotAsync(Worker);
        AssertSame(
            "c2",
            await Worker.IpInsideAsync("c2"),
            snapshot.ContainerNamespaces[AuditRows.Container(snapshot, "c2").Id].Links!.Select(IpLink.Of)
        );
    }

    [Fact]
    public async Task The_host_has_the_links_that_ip_prints_on_it()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        AssertSame("host", IpLink.Parse(await Manager.ShAsync("ip -j -d addr")), snapshot.HostNamespace!.Links!.Select(IpLink.Of));
    }

    [Fact]
    public async Task Each_overlay_s_namespace_has_the_links_that_ip_prints_in_it()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        var printed = await Manager.IpInOverlaysAsync();
        Assert.True(printed.Count >= 4, string.Join(' ', printed.Keys));
        foreach (var (name, links) in printed)
        {
            Assert.Contains(links, link => link.Vni is not null);
            AssertSame(name, links, snapshot.EngineNamespaces[name].Links!.Select(IpLink.Of));
        }
    }

    [Fact]
    public async Task Each_container_has_the_routes_that_ip_prints_inside()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        foreach (var container in new[] { "c1", "int1", "b6", "m1", "many1", "none1" })
        {
            var printed = JArray
                .Parse(await Tool.RunAsync("nsenter", $"--net=/proc/{await Manager.PidOfAsync(container)}/ns/net", "ip", "-j", "route"))
                .Select(route => $"{(string?)route["dst"]} via {(string?)route["gateway"]} dev {(string?)route["dev"]}");
            var seen = snapshot
                .ContainerNamespaces[AuditRows.Container(snapshot, container).Id]
                .Routes!.Where(route => route is { Family: 4, Table: "main" })
                .Select(route => $"{route.Destination} via {route.Gateway} dev {route.Device}");
            Assert.Equal(printed.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Containers_that_do_not_run_have_no_namespace()
    {
        var snapshot = await Lab.SnapshotAsync(Manager);
        Assert.Equal("exited", AuditRows.Container(snapshot, "stopped1").State);
        Assert.Equal("created", AuditRows.Container(snapshot, "created1").State);
        Assert.DoesNotContain(AuditRows.Container(snapshot, "stopped1").Id, snapshot.ContainerNamespaces.Keys);
        Assert.DoesNotContain(AuditRows.Container(snapshot, "created1").Id, snapshot.ContainerNamespaces.Keys);
    }

    private static void AssertSame(string where, IEnumerable<IpLink> printed, IEnumerable<IpLink> seen) =>
        Assert.Equal(
            printed.Select(link => $"{where}: {link}").Order(StringComparer.Ordinal),
            seen.Select(link => $"{where}: {link}").Order(StringComparer.Ordinal)
        );
}
