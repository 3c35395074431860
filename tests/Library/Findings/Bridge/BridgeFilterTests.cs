using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>A recorded host of engine 28 with ports published in several ways, sound; then with rules taken away.</summary>
public sealed class BridgeFilterTests
{
    private static HostSnapshot Sound => TroubledHost.Recorded("engine28-plain/md1");

    [Theory]
    [InlineData("engine28-plain/md1")]
    [InlineData("plain-docker-bridge-only/sx1")]
    [InlineData("plain-docker-before-swarm/sw1")]
    [InlineData("overlay-swarm/sw1")]
    [InlineData("flannel-vxlan/fl1")]
    [InlineData("weave-sleeve-plain/node3")]
    [InlineData("calico-2015-calicoctl/host3")]
    public void On_a_sound_host_all_packets_find_their_way(string name)
    {
        var host = TroubledHost.Recorded(name);

        Assert.Empty(host.Find<BridgeWayOutDropped>());
        Assert.Empty(host.Find<MasqueradeMissing>());
        Assert.Empty(host.Find<ContainerPortDead>());
    }

    [Fact]
    public void Where_the_rules_were_flushed_and_the_policy_stays_nothing_gets_out()
    {
        var findings = WithForwardDrop(WithRules(_ => false)).Find<BridgeWayOutDropped>();

        Assert.Contains(findings, finding => finding.Subject.Name == "br1");
        Assert.DoesNotContain(findings, finding => finding.Subject.Name == "brint");
        Assert.All(findings, finding => Assert.Equal(Severity.Error, finding.Severity));
        Assert.All(
            findings,
            finding => Assert.Contains("the policy of FORWARD drops what goes from ", finding.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_rule_of_somebody_else_that_drops_it_is_a_warning_and_one_of_the_users_chain_is_by_design()
    {
        Assert.All(WithDrop("FORWARD").Find<BridgeWayOutDropped>(), finding => Assert.Equal(Severity.Warning, finding.Severity));
        Assert.NotEmpty(WithDrop("FORWARD").Find<BridgeWayOutDropped>());
        Assert.Empty(WithDrop("DOCKER-USER").Find<BridgeWayOutDropped>());
    }

    [Fact]
    public void Where_the_engines_chains_are_not_seen_both_kinds_of_iptables_must_have_been_asked()
    {
        var host = WithForwardDrop(WithRules(_ => false));
        var firewall = host.HostNamespace!.Firewall! with { ReadBy = [FirewallTool.Iptables, FirewallTool.IptablesLegacy] };
        firewall = firewall with { Chains = [.. firewall.Chains.Where(chain => chain.Policy is not null)] };
        HostSnapshot With(NetAudit.Snapshots.Firewall seen) => host with { HostNamespace = host.HostNamespace! with { Firewall = seen } };

        Assert.NotEmpty(With(firewall).Find<BridgeWayOutDropped>());
        Assert.Empty(With(firewall with { ReadBy = [FirewallTool.Iptables] }).Find<BridgeWayOutDropped>());
    }

    [Fact]
    public void What_another_tools_policy_drops_is_told_by_the_rule_for_two_tools() =>
        Assert.Empty(TroubledHost.Read("26-two-iptables").Find<BridgeWayOutDropped>());

    [Fact]
    public void A_masquerade_rule_that_is_gone_is_named_with_the_command_that_adds_it()
    {
        var host = Sound;
        var network = host.Networks!.Single(network => network.Name == "br1");
        var subnet = network.Pools![0].Subnet!;
        bool IsIts(FirewallRule rule) => rule.Does(FirewallTargetKind.Masquerade) && rule.Values(FirewallMatchKind.Source).Contains(subnet);
        var finding = Assert.Single(WithRules(rule => !IsIts(rule)).Find<MasqueradeMissing>());

        Assert.Equal((Severity.Error, "br1"), (finding.Severity, finding.Subject.Name));
        Assert.StartsWith(
            $"iptables -t nat -A POSTROUTING -s {subnet} ! -o {HostQueries.BridgeLinkOf(network)} -j MASQUERADE",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Networks_that_are_not_to_be_masqueraded_are_left_out()
    {
        var findings = WithRules(rule => !rule.Does(FirewallTargetKind.Masquerade)).Find<MasqueradeMissing>();

        Assert.NotEmpty(findings);
        Assert.DoesNotContain(findings, finding => finding.Subject.Name is "brrouted" or "brisolated" or "brint");
    }

    [Fact]
    public void An_engine_that_is_to_leave_the_rules_alone_is_not_blamed_for_them()
    {
        var host = WithRules(_ => false);
        var settings = new Dictionary<string, string> { ["iptables"] = "false" };
        host = host with { Files = [new HostFile { Path = "/etc/docker/daemon.json", Settings = settings }] };

        Assert.Empty(host.Find<BridgeWayOutDropped>());
        Assert.Empty(host.Find<MasqueradeMissing>());
        Assert.Empty(host.Find<ContainerPortDead>());
    }

    [Fact]
    public void A_port_without_rule_and_listener_is_dead_and_one_with_a_listener_lives()
    {
        var withoutRules = WithRules(rule => !rule.Does(FirewallTargetKind.Dnat));
        Assert.Empty(withoutRules.Find<ContainerPortDead>());

        var findings = WithListeners(withoutRules, socket => socket.LocalPort is not (8080 or 8081 or 8082)).Find<ContainerPortDead>();

        Assert.Equal(["8080/tcp", "8081/tcp", "8082/udp"], findings.Select(finding => finding.Subject.Name).Order());
        Assert.All(findings, finding => Assert.Contains("container pb1", finding.Message, StringComparison.Ordinal));
        var outside = findings.Single(finding => finding.Subject.Name == "8080/tcp");
        Assert.Contains("no rule rewrites its packets", outside.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_leads_to_another_address_than_the_containers_is_named()
    {
        var host = Sound;
        host = host with
        {
            Containers =
            [
                .. host.Containers!.Select(container =>
                    container.Name != "pb1"
                        ? container
                        : container with
                        {
                            Endpoints = [.. container.Endpoints.Select(endpoint => endpoint with { IPv4Address = "172.17.0.99" })],
                        }
                ),
            ],
        };

        Assert.Contains(
            host.Find<ContainerPortDead>(),
            finding =>
                finding.Subject.Name == "8080/tcp"
                && finding.Message.Contains("and the container has 172.17.0.99", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_port_whose_packets_are_dropped_on_the_way_into_the_bridge_is_dead()
    {
        var findings = WithForwardDrop(WithRules(rule => rule.Table != "filter")).Find<ContainerPortDead>();

        Assert.Contains(
            findings,
            finding =>
                finding.Subject.Name == "8080/tcp"
                && finding.Message.Contains("the policy of FORWARD drops its packets on their way into docker0", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_port_on_an_address_that_the_host_has_not_is_dead()
    {
        var host = Sound;
        host = host with
        {
            Containers =
            [
                .. host.Containers!.Select(container =>
                    container.Name != "pb1"
                        ? container
                        : container with
                        {
                            Ports =
                            [
                                new PublishedPort
                                {
                                    Protocol = "tcp",
                                    ContainerPort = 80,
                                    HostAddress = "192.0.2.77",
                                    HostPort = 8080,
                                },
                            ],
                        }
                ),
            ],
        };

        var finding = Assert.Single(host.Find<ContainerPortDead>());

        Assert.Contains("it is bound to 192.0.2.77, which no link of this host has", finding.Message, StringComparison.Ordinal);
    }

    private static HostSnapshot WithRules(Func<FirewallRule, bool> keep) => Changed(rules => rules.Where(keep));

    private static HostSnapshot WithDrop(string chain) =>
        Changed(rules =>
            rules.Prepend(
                new FirewallRule
                {
                    Tool = FirewallTool.Iptables,
                    Table = "filter",
                    Chain = chain,
                    Text = "-j DROP",
                    Targets = [new FirewallTarget(FirewallTargetKind.Drop, [])],
                }
            )
        );

    private static HostSnapshot Changed(Func<IEnumerable<FirewallRule>, IEnumerable<FirewallRule>> change)
    {
        var host = Sound;
        var firewall = host.HostNamespace!.Firewall!;
        return host with { HostNamespace = host.HostNamespace with { Firewall = firewall with { Rules = [.. change(firewall.Rules)] } } };
    }

    /// <summary>The policy that the engine sets where it switched forwarding on.</summary>
    private static HostSnapshot WithForwardDrop(HostSnapshot host)
    {
        var firewall = host.HostNamespace!.Firewall!;
        var chains = firewall.Chains.Select(chain =>
            chain is { Table: "filter", Name: "FORWARD" } ? chain with { Policy = FirewallPolicy.Drop } : chain
        );
        return host with { HostNamespace = host.HostNamespace with { Firewall = firewall with { Chains = [.. chains] } } };
    }

    private static HostSnapshot WithListeners(HostSnapshot host, Func<SocketEntry, bool> keep) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Listeners = [.. host.HostNamespace.Listeners!.Where(keep)] },
        };
}
