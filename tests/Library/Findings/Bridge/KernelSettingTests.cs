using NetAudit.Collection.Formats;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>Rules that rest on kernel settings, the resolver, and the engine's words.</summary>
public sealed class KernelSettingTests
{
    [Fact]
    public void A_host_that_does_not_forward_cuts_its_bridges_off()
    {
        var finding = Assert.Single(With((SysctlNames.Forwarding, 0)).Find<ForwardingDisabled>());

        Assert.Equal((Severity.Error, SubjectKind.Host), (finding.Severity, finding.Subject.Kind));
        Assert.StartsWith("Containers on br1 reach nothing beyond this host", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith("sysctl -w net.ipv4.ip_forward=1", finding.Remediation, StringComparison.Ordinal);
        Assert.Empty(With((SysctlNames.Forwarding, 1)).Find<ForwardingDisabled>());
    }

    [Fact]
    public void Where_the_setting_was_not_seen_the_engines_word_counts()
    {
        var host = With();

        Assert.Single((host with { Engine = host.Engine! with { IPv4Forwarding = false } }).Find<ForwardingDisabled>());
        Assert.Empty((host with { Engine = host.Engine! with { IPv4Forwarding = true } }).Find<ForwardingDisabled>());
        Assert.Empty(host.Find<ForwardingDisabled>());
    }

    [Fact]
    public void A_host_without_containers_on_bridges_needs_no_forwarding() =>
        Assert.Empty((With((SysctlNames.Forwarding, 0)) with { Containers = [] }).Find<ForwardingDisabled>());

    [Fact]
    public void A_bridge_that_is_not_forwarded_from_is_named_alone()
    {
        var host = With((SysctlNames.Forwarding, 1), (SysctlNames.ForwardingOf("ipv4", "br-test"), 0));
        var finding = Assert.Single(host.Find<ForwardingDisabled>());

        Assert.Equal("br1", finding.Subject.Name);
        Assert.StartsWith("sysctl -w net.ipv4.conf.br-test.forwarding=1", finding.Remediation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "iptables", 1)]
    [InlineData(1, "iptables", 0)]
    [InlineData(0, "nftables", 0)]
    public void A_network_that_keeps_containers_apart_needs_bridged_packets_in_iptables(int setting, string backend, int findings)
    {
        var host = With((SysctlNames.BridgeNfIptables, setting))
            .With(SnapshotBuilder.Container("c2", "br1", SnapshotBuilder.Endpoint("br1", "10.1.0.3")));
        host = host with
        {
            Engine = host.Engine! with { FirewallBackend = backend },
            Networks = [.. host.Networks!.Select(network => network.Name == "br1" ? Apart(network) : network)],
        };

        Assert.Equal(findings, host.Find<BridgeFilterOff>().Count);
    }

    [Fact]
    public void Containers_that_may_talk_need_no_such_setting()
    {
        var host = With((SysctlNames.BridgeNfIptables, 0))
            .With(SnapshotBuilder.Container("c2", "br1", SnapshotBuilder.Endpoint("br1", "10.1.0.3")));

        Assert.Empty(host.Find<BridgeFilterOff>());
    }

    [Theory]
    [InlineData(89, null)]
    [InlineData(90, Severity.Warning)]
    [InlineData(100, Severity.Error)]
    public void The_table_of_connections_is_told_before_it_is_full(int count, Severity? severity)
    {
        var host = With((SysctlNames.ConntrackCount, count), (SysctlNames.ConntrackMax, 100));

        Assert.Equal(severity, host.Find<ConntrackNearlyFull>().SingleOrDefault()?.Severity);
    }

    [Theory]
    [InlineData("6.1.0", "PERMANENT", null)]
    [InlineData("4.19.0", "PERMANENT", Severity.Error)]
    [InlineData("6.1.0", "STALE", Severity.Error)]
    public void Neighbours_of_all_namespaces_count_but_permanent_ones_of_new_kernels(string kernel, string state, Severity? severity)
    {
        var host = With((SysctlNames.NeighborThreshold("ipv4", 3), 4));
        NetworkNamespace Inside(int from) =>
            new()
            {
                Neighbors =
                [
                    .. Enumerable
                        .Range(from, 2)
                        .Select(i => new Neighbor
                        {
                            Address = $"10.0.0.{i}",
                            Device = "e",
                            State = state,
                        }),
                ],
            };
        host = host with
        {
            Engine = host.Engine! with { KernelVersion = kernel },
            EngineNamespaces = new Dictionary<string, NetworkNamespace> { ["a"] = Inside(1), ["b"] = Inside(3) },
        };

        Assert.Equal(severity, host.Find<NeighborTableNearlyFull>().SingleOrDefault()?.Severity);
    }

    [Theory]
    [InlineData("127.0.0.53", "127.0.0.53", 0)]
    [InlineData("127.0.0.53", "*", 0)]
    [InlineData("127.0.0.53", "127.0.0.1", 1)]
    [InlineData("127.0.0.1", null, 1)]
    [InlineData("192.0.2.53", null, 0)]
    public void A_name_server_on_loopback_must_listen(string server, string? listener, int findings)
    {
        var host = With();
        host = host with
        {
            Resolver = new Resolver { NameServers = [server] },
            HostNamespace = host.HostNamespace! with
            {
                Listeners = listener is null
                    ? []
                    :
                    [
                        new SocketEntry
                        {
                            Protocol = "udp",
                            LocalAddress = listener,
                            LocalPort = 53,
                        },
                    ],
            },
        };

        Assert.Equal(findings, host.Find<NameServerSilent>().Count);
    }

    [Theory]
    [InlineData("driver failed programming external connectivity on endpoint web: port is already allocated", EngineErrorKind.PortTaken)]
    [InlineData("failed to bind host port 0.0.0.0:80/tcp: address already in use", EngineErrorKind.PortTaken)]
    [InlineData("no available IPv4 addresses on this network's address pools: app (x)", EngineErrorKind.NoAddress)]
    [InlineData("could not find an available, non-overlapping IPv4 address pool", EngineErrorKind.NoAddressPool)]
    [InlineData("Unable to enable SKIP DNAT rule: (iptables failed: No chain/target/match by that name", EngineErrorKind.RuleRefused)]
    [InlineData("subnet sandbox join failed: error creating vxlan interface: file exists", EngineErrorKind.VxlanExists)]
    [InlineData("network sandbox join failed: error creating vxlan interface: operation not supported", EngineErrorKind.VxlanUnsupported)]
    [InlineData("network dup9 not found", EngineErrorKind.NetworkGone)]
    [InlineData("cannot join secure network: encryption keys not present", EngineErrorKind.EncryptionUnavailable)]
    [InlineData("failed to create shim task: OCI runtime create failed: exec: no such file", EngineErrorKind.Other)]
    public void The_engines_words_are_understood(string error, EngineErrorKind kind) => Assert.Equal(kind, EngineErrorText.Kind(error));

    [Fact]
    public void A_container_that_could_not_start_for_its_network_is_named_with_the_engines_words()
    {
        var findings = TroubledHost.Read("19-vxlan-file-exists").Find<ContainerStartFailed>();

        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.Equal(Severity.Error, finding.Severity));
        Assert.All(
            findings,
            finding => Assert.EndsWith("error creating vxlan interface: file exists", finding.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_program_that_is_not_there_is_no_networks_trouble() =>
        Assert.Empty(TroubledHost.Recorded("flannel-vxlan/fl1").Find<ContainerStartFailed>());

    private static Network Apart(Network network) =>
        network with
        {
            Options = new Dictionary<string, string>(network.Options.ToDictionary(pair => pair.Key, pair => pair.Value))
            {
                ["com.docker.network.bridge.enable_icc"] = "false",
            },
        };

    /// <summary>A host with one container on a bridge of its own, and these settings; without any, they were not seen.</summary>
    private static HostSnapshot With(params (string Name, long Value)[] settings)
    {
        var network = SnapshotBuilder.Network("br1", "bridge", "10.1.0.0/24") with
        {
            Options = new Dictionary<string, string> { ["com.docker.network.bridge.name"] = "br-test" },
        };
        var host = SnapshotBuilder
            .Host(SnapshotBuilder.Link("br-test", "bridge", 5) with { Addresses = [SnapshotBuilder.Address("10.1.0.1/24")] })
            .With(network)
            .With(SnapshotBuilder.Container("c1", "br1", SnapshotBuilder.Endpoint("br1", "10.1.0.2")));
        var seen = settings.Length == 0 ? null : settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        return host with { HostNamespace = host.HostNamespace! with { Sysctls = seen } };
    }
}
