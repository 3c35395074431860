using System.Net;
using NetAudit.Collection;
using NetAudit.Collection.Linux;
using NetAudit.Live.Tests.Support;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Linux;

/// <summary>Kernel settings, counters, IPsec policies and drivers, compared with sysctl, ip, ethtool and collect.sh.</summary>
public sealed class KernelFactsTests(FurnishedNamespace furnished) : FurnishedTestBase(furnished)
{
    [Fact]
    public async Task Settings_are_those_that_sysctl_shows_inside()
    {
        var seen = Seen.Sysctls!;
        var all = (await Furnished.Home.ExecuteAsync("sysctl -a"))
            .Split('\n')
            .Select(line => line.Split(" = "))
            .Where(words => words.Length == 2)
            .GroupBy(words => words[0])
            .ToDictionary(words => words.Key, words => words.Last()[1]);
        var links = Seen.Links!.Select(link => link.Name).Concat(["all", "default"]).ToList();
        var names = SysctlNames
            .Fixed.Concat(links.Select(SysctlNames.ReversePathFilter))
            .Concat(links.Select(link => SysctlNames.ForwardingOf("ipv4", link)))
            .Concat(links.Select(link => SysctlNames.ForwardingOf("ipv6", link)))
            .Where(all.ContainsKey)
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(
            names.Select(name => $"{name} = {all[name]}"),
            seen.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} = {pair.Value}")
        );
        Assert.Equal(1, seen["net.ipv4.ip_forward"]);
        Assert.Equal(611, seen["net.ipv4.tcp_keepalive_time"]);
        Assert.Equal(2, seen["net.ipv4.conf.br0.rp_filter"]);
        Assert.Equal(1, seen["net.ipv4.conf.mac0/5.rp_filter"]);
        Assert.Equal(1, seen["net.ipv6.conf.mac0/5.forwarding"]);
    }

    [Fact]
    public async Task What_is_opened_inside_a_namespace_tells_of_it_when_it_is_read_outside()
    {
        var opened = NamespaceSockets.Open(Furnished.Home.Path, KernelFiles.Kinds);
        var files = new KernelFiles(opened);
        await Furnished.Home.ExecuteAsync("sysctl -qw net.ipv4.tcp_keepalive_intvl=77");

        Assert.Equal(77, files.Settings()!["net.ipv4.tcp_keepalive_intvl"]);
        Assert.NotEqual(
            "77",
            (await File.ReadAllTextAsync("/proc/sys/net/ipv4/tcp_keepalive_intvl", TestContext.Current.CancellationToken)).Trim()
        );
        NamespaceSockets.CloseAll(opened);
        await Furnished.Home.ExecuteAsync("sysctl -qw net.ipv4.tcp_keepalive_intvl=75");
    }

    [Fact]
    public void Ipsec_policies_tell_what_they_select_and_which_state_they_want()
    {
        var policies = Seen.XfrmPolicies!;

        var marked = Assert.Single(policies, policy => policy.Direction == "out");
        Assert.Equal(
            ("10.9.0.1/32", "10.9.0.2/32", "udp", 4789),
            (marked.Source, marked.Destination, marked.Protocol, marked.DestinationPort)
        );
        Assert.Equal((0xd0c4e3L, 0xffffffffL, false), (marked.Mark!.Value, marked.MarkMask!.Value, marked.Blocks));
        Assert.Equal(
            new XfrmTemplate
            {
                Source = "10.9.0.1",
                Destination = "10.9.0.2",
                Protocol = "esp",
                Spi = 0x4000,
                RequestId = 7,
                Mode = "transport",
            },
            Assert.Single(marked.Templates)
        );
        var blocking = Assert.Single(policies, policy => policy.Direction == "fwd");
        Assert.Equal(("fd00::/64", "fd00:1::/64", true), (blocking.Source, blocking.Destination, blocking.Blocks));
        Assert.Empty(blocking.Templates);
    }

    [Fact]
    public async Task Counters_rise_with_what_a_link_carries()
    {
        var before = Seen.Links!.Single(link => link.Name == "lo").Counters!;
        using var socket = NamespaceSockets.OpenAll(Furnished.Home.Path, [SocketKind.Udp])[0];
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(100, socket.SendTo(new byte[100], new IPEndPoint(IPAddress.Loopback, 9)));
        }

        var after = (await ReadAsync()).Links!.Single(link => link.Name == "lo").Counters!;

        Assert.True(after.ReceivedPackets >= before.ReceivedPackets + 6, $"{before} {after}");
        Assert.Equal(after.ReceivedPackets, after.SentPackets);
        Assert.True(after.SentBytes >= before.SentBytes + (6 * 128), $"{before} {after}");
        Assert.Contains("Udp.InCsumErrors", Seen.Counters!.Keys);
        Assert.Contains("TcpExt.IPReversePathFilter", Seen.Counters!.Keys);
    }

    [Fact]
    public async Task A_namespace_without_ipvs_has_no_services_of_it()
    {
        Assert.SkipWhen(Directory.Exists("/sys/module/ip_vs"), "this kernel has IPVS");
        Assert.Empty(Seen.Ipvs!.Services);
        Assert.Null((await ReadAsync()).Ipvs!.Connections);
    }

    [Fact]
    public async Task Drivers_and_offloads_are_those_that_ethtool_shows()
    {
        Assert.SkipWhen(Tool.Find("ethtool") is null, "needs ethtool");
        var vxlan = Seen.Links!.Single(link => link.Name == "vx0");
        var shown = Offloads(await Furnished.Home.ExecuteAsync("ethtool -k vx0"));

        Assert.Equal("vxlan", vxlan.Driver!.Name);
        Assert.NotEmpty(vxlan.Driver.Offloads!);
        Assert.All(vxlan.Driver.Offloads!, offload => Assert.Equal(shown[offload.Key], offload.Value));
        Assert.Contains("tx-checksum-ip-generic", vxlan.Driver.Offloads!.Keys);
        Assert.All(Seen.Links!.Where(link => link.Kind is "veth" or "bridge"), link => Assert.Null(link.Driver));
    }

    [Fact]
    public async Task A_feature_that_is_switched_is_seen_switched()
    {
        Assert.SkipWhen(Tool.Find("ethtool") is null, "needs ethtool");
        await Furnished.Home.ExecuteAsync("ethtool -K vx3 tx-checksum-ip-generic off");

        Assert.False((await ReadAsync()).Links!.Single(link => link.Name == "vx3").Driver!.Offloads!["tx-checksum-ip-generic"]);
        Assert.True(Seen.Links!.Single(link => link.Name == "vx3").Driver!.Offloads!["tx-checksum-ip-generic"]);
    }

    [Fact]
    public async Task Collect_sh_brings_the_same()
    {
        Assert.SkipWhen(Tool.Find("ethtool") is null, "needs ethtool");
        var bundle = Path.Combine(Path.GetTempPath(), $"netaudit-facts-{Guid.NewGuid():N}.tar.gz");
        try
        {
            await Furnished.Home.ExecuteAsync(
                $"sh {Path.Combine(Collector.RepositoryFolder(), "module", "collect.sh")} -s /nowhere -o {bundle}"
            );
            var recorded = RecordedHost.Read(bundle, TestContext.Current.CancellationToken);
            var live = await ReadAsync();
            var host = recorded.HostNamespace!;

            Assert.Equal(Lines(live.Sysctls!), Lines(host.Sysctls!));
            Assert.Equal(live.Counters!.Keys.Order(), host.Counters!.Keys.Order());
            Assert.Equal(Lines(live.XfrmPolicies!), Lines(host.XfrmPolicies!));
            Assert.Equal(Lines(live.Ipvs!.Services), Lines(host.Ipvs!.Services));
            Assert.Equal(live.Links!.Select(Driver), host.Links!.Select(Driver));
            Assert.All(host.Links!, link => Assert.NotNull(link.Counters));
            Assert.Equal(ModuleReader.Read(), recorded.KernelModules);
            Assert.NotEmpty(recorded.KernelModules!);
        }
        finally
        {
            File.Delete(bundle);
        }
    }

    private static IEnumerable<string> Lines<T>(IEnumerable<T> facts) =>
        facts.Select(fact => Newtonsoft.Json.JsonConvert.SerializeObject(fact)).Order(StringComparer.Ordinal);

    private static string Driver(Link link) => $"{link.Name}: {link.Driver?.Name} " + $"{string.Join(' ', Offloads(link))}";

    private static Dictionary<string, bool> Offloads(string text) =>
        text.Split('\n')
            .Select(line => line.Split(": "))
            .Where(words => words.Length == 2)
            .ToDictionary(words => words[0].Trim(), words => words[1].StartsWith("on", StringComparison.Ordinal));

    private Task<NetworkNamespace> ReadAsync() => NamespaceFile.ReadAsync(Furnished.Home.Path);

    private static IEnumerable<string> Offloads(Link link) =>
        (link.Driver?.Offloads ?? new Dictionary<string, bool>()).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}");
}
