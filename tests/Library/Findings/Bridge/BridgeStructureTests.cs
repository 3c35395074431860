using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>A recorded host with bridges of every kind, sound; then with one thing taken away.</summary>
public sealed class BridgeStructureTests
{
    private static HostSnapshot Sound => TroubledHost.Recorded("engine28-plain/md1");

    private static Network Br1 => Sound.Networks!.Single(network => network.Name == "br1");

    private static string Link => HostQueries.BridgeLinkOf(Br1)!;

    /// <summary>A container that is on br1 alone.</summary>
    private static Container Member =>
        Sound
            .RunningContainers()
            .First(container => container.Endpoints is [{ NetworkName: "br1" }] && Sound.NamespaceOf(container) is not null);

    [Fact]
    public void The_sound_host_has_none_of_these_findings()
    {
        var host = Sound;

        Assert.NotNull(host.NamespaceOf(Member));
        Assert.Empty(host.Find<BridgeMissing>());
        Assert.Empty(host.Find<BridgeDown>());
        Assert.Empty(host.Find<BridgeAddressMissing>());
        Assert.Empty(host.Find<BridgeRouteMissing>());
        Assert.Empty(host.Find<ContainerLinkMissing>());
        Assert.Empty(host.Find<VethNotInBridge>());
        Assert.Empty(host.Find<ContainerRouteMissing>());
    }

    [Fact]
    public void A_bridge_that_was_deleted_is_missed()
    {
        var finding = Assert.Single(WithLinks(links => links.Where(link => link.Name != Link)).Find<BridgeMissing>());

        Assert.Equal((Severity.Error, "br1"), (finding.Severity, finding.Subject.Name));
        Assert.Contains(Member.Name, finding.Message, StringComparison.Ordinal);
        Assert.Contains(Link, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rootless_engine_and_podman_keep_bridges_elsewhere()
    {
        var host = WithLinks(links => links.Where(link => link.Name != Link));

        Assert.Empty((host with { Engine = host.Engine! with { SecurityOptions = ["name=rootless"] } }).Find<BridgeMissing>());
        Assert.Empty((host with { Engine = host.Engine! with { Component = "Podman Engine" } }).Find<BridgeMissing>());
    }

    [Fact]
    public void A_bridge_that_is_down_is_named()
    {
        var finding = Assert.Single(WithLink(Link, link => link with { Up = false }).Find<BridgeDown>());

        Assert.Equal((Severity.Error, $"ip link set {Link} up"), (finding.Severity, finding.Remediation));
    }

    [Fact]
    public void A_bridge_without_its_gateway_address_is_named_with_the_command_that_adds_it()
    {
        var finding = Assert.Single(WithLink(Link, link => link with { Addresses = [] }).Find<BridgeAddressMissing>());

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith($"ip addr add {Br1.Pools![0].Gateway}/16 dev {Link}", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_address_is_not_the_gateways() =>
        Assert.Single(
            WithLink(Link, link => link with { Addresses = [new LinkAddress { Address = "172.18.9.9", PrefixLength = 16 }] })
                .Find<BridgeAddressMissing>()
        );

    [Fact]
    public void A_bridge_without_its_route_is_named()
    {
        var host = Sound;
        var routes = host.HostRoutes().Where(route => route.Device != Link).ToList();
        host = host with { HostNamespace = host.HostNamespace! with { Routes = routes } };
        var finding = Assert.Single(host.Find<BridgeRouteMissing>());

        Assert.StartsWith($"ip route add {Br1.Pools![0].Subnet} dev {Link}", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_without_its_address_is_named()
    {
        var finding = Assert.Single(
            WithInside(inside => inside with { Links = [.. inside.Links!.Select(link => link with { Addresses = [] })] })
                .Find<ContainerLinkMissing>()
        );

        Assert.Equal((Severity.Error, Member.Name), (finding.Severity, finding.Subject.Name));
    }

    [Fact]
    public void A_container_of_gVisor_has_its_address_elsewhere()
    {
        var host = WithInside(inside => inside with { Links = [.. inside.Links!.Select(link => link with { Addresses = [] })] });
        host = host with { Containers = [.. host.Containers!.Select(container => container with { Runtime = "runsc" })] };

        Assert.Empty(host.Find<ContainerLinkMissing>());
    }

    [Fact]
    public void A_container_whose_link_is_gone_is_named() =>
        Assert.Contains(
            "no link inside it has the address",
            Assert
                .Single(
                    WithInside(inside => inside with { Links = [.. inside.Links!.Where(link => link.IsLoopback)] })
                        .Find<ContainerLinkMissing>()
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(null, "is a port of no bridge instead of")]
    [InlineData("virbr0", "is a port of virbr0 instead of")]
    public void A_link_that_is_not_in_its_bridge_is_named(string? master, string words)
    {
        var end = Sound.HostEndOf(Sound.NamespaceOf(Member)!.LinkOf(Member.Endpoints.Single(endpoint => endpoint.NetworkName == "br1"))!)!;
        var finding = Assert.Single(WithLink(end.Name, link => link with { Master = master }).Find<VethNotInBridge>());

        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.StartsWith($"ip link set {end.Name} master {Link} up", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_whose_other_end_is_not_on_the_host_is_named()
    {
        var end = Sound.HostEndOf(Sound.NamespaceOf(Member)!.LinkOf(Member.Endpoints.Single(endpoint => endpoint.NetworkName == "br1"))!)!;

        Assert.Single(WithLinks(links => links.Where(link => link.Name != end.Name)).Find<VethNotInBridge>());
    }

    [Fact]
    public void A_container_without_a_default_route_is_named_with_the_gateway_that_it_had()
    {
        var gateway = Member.Endpoints.Single(endpoint => endpoint.NetworkName == "br1").IPv4Gateway;
        var finding = Assert.Single(
            WithInside(inside => inside with { Routes = [.. inside.Routes!.Where(route => route.Destination != "default")] })
                .Find<ContainerRouteMissing>()
        );

        Assert.Equal((Severity.Warning, Member.Name), (finding.Severity, finding.Subject.Name));
        Assert.EndsWith($"ip route add default via {gateway}", finding.Remediation, StringComparison.Ordinal);
    }

    private static HostSnapshot WithLinks(Func<IEnumerable<Link>, IEnumerable<Link>> change)
    {
        var host = Sound;
        return host with { HostNamespace = host.HostNamespace! with { Links = [.. change(host.HostLinks())] } };
    }

    private static HostSnapshot WithLink(string name, Func<Link, Link> change) =>
        WithLinks(links => links.Select(link => link.Name == name ? change(link) : link));

    private static HostSnapshot WithInside(Func<NetworkNamespace, NetworkNamespace> change)
    {
        var host = Sound;
        var id = Member.Id;
        var inside = host.ContainerNamespaces.ToDictionary(pair => pair.Key, pair => pair.Key == id ? change(pair.Value) : pair.Value);
        return host with { ContainerNamespaces = inside };
    }
}
