using NetAudit.Snapshots;
using static NetAudit.Live.Tests.Linux.IpJson;

namespace NetAudit.Live.Tests.Linux;

/// <summary>NamespaceReader's answer is compared with iproute2's, field by field: links and addresses.</summary>
public sealed class LinkReadingTests(FurnishedNamespace furnished) : FurnishedTestBase(furnished)
{
    [Fact]
    public async Task Links_are_those_that_ip_link_shows()
    {
        var seen = Seen.Links!;
        var links = await Furnished.IpAsync("-j -d link");
        var indexes = links.ToDictionary(link => Text(link, "ifname")!, link => Number(link, "ifindex"));
        var expected = links.Select(link => new
        {
            Index = (int)Number(link, "ifindex")!,
            Name = Text(link, "ifname")!,
            Kind = Text(Part(link, "linkinfo"), "info_kind"),
            LinkType = Text(link, "link_type"),
            Mtu = (int)Number(link, "mtu")!,
            Mac = Text(link, "address") is { Length: 17 } mac ? mac : null,
            Up = Strings(link, "flags").Contains("UP"),
            Master = Text(link, "master"),
            Peer = (int?)(Number(link, "link_index") ?? (Text(link, "link") is { } lower ? indexes[lower] : null)),
            PeerNamespace = (int?)Number(link, "link_netnsid"),
            BridgePort = Text(Part(link, "linkinfo"), "info_slave_kind") == "bridge"
            && Part(Part(link, "linkinfo"), "info_slave_data") is { } port
                ? new BridgePortFacts { Hairpin = True(port, "hairpin"), Isolated = True(port, "isolated") }
                : null,
        });
        Assert.Equal(
            expected,
            seen.Select(link => new
            {
                link.Index,
                link.Name,
                link.Kind,
                link.LinkType,
                link.Mtu,
                Mac = link.MacAddress,
                link.Up,
                link.Master,
                Peer = link.PeerIndex,
                PeerNamespace = link.PeerNamespaceId,
                link.BridgePort,
            })
        );

        Assert.Contains(seen, link => link is { Kind: "veth", Master: "br0", PeerNamespaceId: null, PeerIndex: not null, Mtu: 1400 });
        Assert.Contains(seen, link => link.BridgePort is { Hairpin: true, Isolated: true });
        Assert.Contains(seen, link => link.BridgePort is { Hairpin: false, Isolated: false });
        Assert.Contains(seen, link => link is { Name: "veth0", PeerNamespaceId: not null });
        Assert.Contains(seen, link => link is { Kind: "tun", LinkType: "none", MacAddress: null });
        Assert.Contains(seen, link => link is { Kind: "macvlan" });
        Assert.Contains(seen, link => link is { Kind: null, LinkType: "loopback", IsLoopback: true });
    }

    [Fact]
    public async Task Vxlan_settings_are_those_that_ip_link_shows()
    {
        var seen = Seen.Links!;
        var expected = (await Furnished.IpAsync("-j -d link show type vxlan"))
            .Select(link => (link, data: Part(Part(link, "linkinfo"), "info_data")))
            .Select(pair =>
                (
                    Text(pair.link, "ifname")!,
                    new VxlanFacts
                    {
                        Vni = (int)(Number(pair.data, "id") ?? 0),
                        Port = (int)Number(pair.data, "port")!,
                        Local = Text(pair.data, "local") ?? Text(pair.data, "local6"),
                        Remote =
                            Text(pair.data, "remote")
                            ?? Text(pair.data, "remote6")
                            ?? Text(pair.data, "group")
                            ?? Text(pair.data, "group6"),
                        Learning = True(pair.data, "learning"),
                        Proxy = True(pair.data, "proxy"),
                    }
                )
            )
            .ToList();
        Assert.Equal(expected, seen.Where(link => link.Vxlan is not null).Select(link => (link.Name, link.Vxlan!)));

        Assert.Equal(
            new VxlanFacts
            {
                Vni = 42,
                Port = 8472,
                Local = "10.9.0.1",
                Remote = "10.9.0.2",
                Learning = false,
                Proxy = false,
            },
            seen.Single(link => link.Name == "vx0").Vxlan
        );
        Assert.Equal(
            new VxlanFacts
            {
                Vni = 16777215,
                Port = 4789,
                Local = null,
                Remote = "239.1.1.1",
                Learning = true,
                Proxy = true,
            },
            seen.Single(link => link.Name == "vx1").Vxlan
        );
        Assert.Equal("fd00::2", seen.Single(link => link.Name == "vx2").Vxlan?.Remote);
    }

    [Fact]
    public async Task Addresses_are_those_that_ip_addr_shows()
    {
        var expected = (await Furnished.IpAsync("-j addr")).SelectMany(link =>
            Part(link, "addr_info")!
                .Value.EnumerateArray()
                .Select(address =>
                    (
                        Text(link, "ifname")!,
                        new LinkAddress
                        {
                            Address = Text(address, "local")!,
                            PrefixLength = (int)Number(address, "prefixlen")!,
                            Scope = Text(address, "scope"),
                        }
                    )
                )
        );
        Assert.Equal(expected, Seen.Links!.SelectMany(link => link.Addresses.Select(address => (link.Name, address))));
        Assert.Contains(Seen.Links!, link => link.Name == "tun0" && link.Addresses is [{ Address: "10.10.0.1", PrefixLength: 32 }, ..]);
    }
}
