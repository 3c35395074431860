using NetAudit.Collection;
using NetAudit.Collection.Formats;
using NetAudit.Library.Tests.Collection.Bundles;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class ProcNetTests
{
    [Theory]
    [InlineData("overlay-swarm/sw1")]
    [InlineData("flannel-hostgw/fl1")]
    [InlineData("calico-libnetwork-v2.6/host1")]
    public void Without_iproute2_addresses_and_routes_are_the_same(string name)
    {
        var with = RecordedHosts.Read(name);
        using var folder = UnpackedBundle.Of(name);
        foreach (var file in (string[])["links.json", "addresses.json", "routes.json", "routes6.json"])
        {
            folder.Delete("host/" + file);
        }

        var without = RecordedHost.Read(folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal(Addresses(with), Addresses(without));
        Assert.Equal(Routes(with), Routes(without));
        Assert.Contains(without.Gaps, gap => gap.Subject == "host namespace: kinds of links");
    }

    [Fact]
    public void Rubbish_gives_nothing()
    {
        Assert.Empty(ProcNet.Routes("Iface Destination Gateway\neth0 zz 0 1 2\n"));
        Assert.Empty(ProcNet.Links("Inter-| Receive\n face |bytes\n", "|-- 1.2.3\n/32 host LOCAL", "", "zz"));
    }

    private static IEnumerable<string> Addresses(HostSnapshot host) =>
        host.HostNamespace!.Links!.SelectMany(link =>
                link.Addresses.Where(address => !address.Address.Contains(':', StringComparison.Ordinal))
                    .Select(address => $"{link.Name} {address}")
            )
            .Order();

    private static IEnumerable<string> Routes(HostSnapshot host) =>
        host.HostNamespace!.Routes!.Where(route => route is { Family: 4, Type: "unicast", Table: "main" })
            .Select(route => $"{route.Destination} {route.Gateway} {route.Device}")
            .Order();
}
