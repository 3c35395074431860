using NetAudit.Collection;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Bundles;

/// <summary>
/// The files that bundles gained since their first version. With them, their facts are seen. Without them, the facts are null, not empty.
/// </summary>
public sealed class KernelFilesTests : IDisposable
{
    private readonly UnpackedBundle _bundle = UnpackedBundle.Empty();

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public void What_the_files_hold_is_in_the_snapshot()
    {
        _bundle.Write("bundle.json", """{"format":"netaudit-bundle","version":1,"host":"h"}""");
        _bundle.Write("engine/info.json", """{"Name":"h","Swarm":{"ControlAvailable":true}}""");
        _bundle.Write("engine/nodes.json", """{"message":"rpc error: The swarm does not have a leader."}""");
        _bundle.Write("engine/tasks.json", """[{"ID":"t","Status":{"State":"rejected","Err":"no suitable node"}}]""");
        const string Link = """[{"ifindex":2,"ifname":"eth0","flags":["UP"],"mtu":1500,"link_type":"ether","stats64":$}]""";
        const string Counters = """{"rx":{"packets":1},"tx":{"packets":2}}""";
        _bundle.Write("host/links.json", Link.Replace("$", Counters, StringComparison.Ordinal));
        _bundle.Write("host/addresses.json", "[]");
        _bundle.Write("host/sysctl.txt", "/proc/sys/net/ipv4/ip_forward:0\n");
        _bundle.Write("host/snmp.txt", "Udp: InCsumErrors\nUdp: 8\n");
        _bundle.Write("host/ip_vs.txt", "# nothing\n");
        _bundle.Write("host/ethtool.txt", "link: eth0\ndriver: vmxnet3\ntx-checksum-ip-generic: on\n");
        _bundle.Write("host/xfrm-policy.txt", "src 10.0.0.1/32 dst 10.0.0.2/32\n\tdir out priority 0\n");
        _bundle.Write("host/modules.txt", "vxlan\nsomething_else\n");
        _bundle.Write("namespaces/ingress_sbox/ip_vs.txt", "FWM  00000101 rr\n  -> 0A000005:0000      Masq    1      0          0\n");

        var host = RecordedHost.Read(_bundle.Path, TestContext.Current.CancellationToken);

        Assert.Equal("rpc error: The swarm does not have a leader.", host.Engine!.NodesRefusal);
        Assert.Null(host.Engine.Nodes);
        Assert.Equal("no suitable node", Assert.Single(host.Engine.Tasks!).Error);
        Assert.Equal(0, host.HostNamespace.Sysctl(SysctlNames.Forwarding));
        Assert.Null(host.HostNamespace.Sysctl(SysctlNames.ConntrackMax));
        Assert.Equal(8, host.HostNamespace!.Counters!["Udp.InCsumErrors"]);
        Assert.Empty(host.HostNamespace.Ipvs!.Services);
        Assert.Equal("out", Assert.Single(host.HostNamespace.XfrmPolicies!).Direction);
        var link = Assert.Single(host.HostNamespace.Links!);
        Assert.Equal(
            ("vmxnet3", true, 2L),
            (link.Driver!.Name, link.Driver.Offloads!["tx-checksum-ip-generic"], link.Counters!.SentPackets)
        );
        Assert.Equal(["vxlan"], host.KernelModules);
        Assert.Equal("10.0.0.5", Assert.Single(Assert.Single(host.EngineNamespaces["ingress_sbox"].Ipvs!.Services).Servers).Address);
    }

    [Fact]
    public void A_bundle_without_them_is_read_and_they_are_not_seen()
    {
        using var old = UnpackedBundle.Of("overlay-swarm/sw1");
        var host = RecordedHost.Read(old.Path, TestContext.Current.CancellationToken);

        Assert.Equal(28, host.HostNamespace!.Links!.Count);
        Assert.Null(host.Engine!.Tasks);
        Assert.Null(host.Engine.NodesRefusal);
        Assert.Null(host.HostNamespace.Sysctls);
        Assert.Null(host.HostNamespace.Counters);
        Assert.Null(host.HostNamespace.Ipvs);
        Assert.Null(host.HostNamespace.XfrmPolicies);
        Assert.Null(host.KernelModules);
        Assert.All(host.HostNamespace.Links!, link => Assert.True(link.Driver is null && link.Counters is null));
    }

    [Fact]
    public void A_snapshot_keeps_them_all()
    {
        var host = new HostSnapshot
        {
            Host = "h",
            Origin = new RecordedOrigin("s"),
            CollectedAt = DateTimeOffset.UnixEpoch,
            KernelModules = ["vxlan"],
            HostNamespace = new NetworkNamespace
            {
                Sysctls = new Dictionary<string, long> { ["net.ipv4.conf.eth0/5.rp_filter"] = 1 },
                Counters = new Dictionary<string, long> { ["Udp.InCsumErrors"] = 8 },
                Ipvs = new IpvsFacts { Services = [new IpvsService { Protocol = "fwm", Mark = 257 }] },
                XfrmPolicies =
                [
                    new XfrmPolicy
                    {
                        Direction = "out",
                        Source = "a",
                        Destination = "b",
                    },
                ],
                Links =
                [
                    new Link
                    {
                        Index = 1,
                        Name = "e",
                        Counters = new LinkCounters { SentBytes = 5 },
                        Driver = new LinkDriver { Name = "d" },
                    },
                ],
            },
        };

        var read = SnapshotFile.Read(SnapshotFile.Write(host), "x");

        Assert.Equal(SnapshotFile.Write(host), SnapshotFile.Write(read));
        Assert.Equal(1, read.HostNamespace.Sysctl(SysctlNames.ReversePathFilter("eth0.5")));
        Assert.Equal(257, Assert.Single(read.HostNamespace!.Ipvs!.Services).Mark);
    }
}
