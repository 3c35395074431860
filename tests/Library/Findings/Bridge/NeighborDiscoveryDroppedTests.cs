using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>What these rules do to packets was tried on engines 20.10 and 28.5.</summary>
public sealed class NeighborDiscoveryDroppedTests
{
    private const string Established = "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";

    private static string Bridge => PlainHost.Sound.BridgeOf("br6");

    [Theory]
    [InlineData("-A INPUT -p ipv6-icmp -j ACCEPT")]
    [InlineData("-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 135 -j ACCEPT", "-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 136 -j ACCEPT")]
    [InlineData("-A INPUT -m conntrack --ctstate UNTRACKED -j ACCEPT")]
    [InlineData("-A INPUT -s fd00::/8 -j ACCEPT")]
    [InlineData("-A INPUT ! -i eth0 -j ACCEPT")]
    // ufw's: whether a packet meets the hop limit isn't known.
    [InlineData("-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 135 -m hl --hl-eq 255 -j ACCEPT", "-A INPUT -m hl --hl-eq 255 -j ACCEPT")]
    public void A_policy_that_drops_after_rules_that_accept_it_is_sound(params string[] rules) =>
        Assert.Empty(Find([Established, .. rules]));

    [Fact]
    public void Rules_that_drop_other_messages_or_other_links_are_sound() =>
        Assert.Empty(
            With(
                "ACCEPT",
                "ACCEPT",
                "-A INPUT -i eth0 -j DROP",
                "-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 134 -j DROP",
                "-A INPUT -p tcp -j DROP",
                "-A FORWARD -p ipv6-icmp -j DROP"
            )
        );

    [Fact]
    public void A_policy_that_drops_all_but_established_connections_drops_it()
    {
        var finding = OfBr6(Find(Established));

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Containers on network br6 (mb1, v1) reach nothing beyond it over IPv6, not even this host: the policy of INPUT drops neighbor "
                + $"discovery on {Bridge} (ICMPv6 types 135 and 136).",
            finding.Message
        );
        Assert.Equal(
            $"ip6tables -A INPUT -i {Bridge} -p icmpv6 --icmpv6-type 135 -j ACCEPT && ip6tables -A INPUT -i {Bridge} -p icmpv6 "
                + "--icmpv6-type 136 -j ACCEPT # also in the rules that are loaded at boot",
            finding.Remediation
        );
    }

    [Fact]
    public void Rules_that_accept_link_local_sources_only_drop_a_containers_question() =>
        Assert.Contains("INPUT", OfBr6(Find(Established, "-A INPUT -s fe80::/10 -j ACCEPT")).Message, StringComparison.Ordinal);

    [Fact]
    public void If_only_answers_are_dropped_the_host_finds_no_container()
    {
        var finding = OfBr6(With("ACCEPT", "ACCEPT", $"-A INPUT -i {Bridge} -p ipv6-icmp -m icmp6 --icmpv6-type 136 -j DROP"));

        Assert.Equal(
            "Over IPv6, packets from this host and from beyond it don't reach containers on network br6 (mb1, v1), or only for seconds: "
                + $"a rule of chain INPUT drops neighbor discovery on {Bridge} (ICMPv6 type 136, advertisements).",
            finding.Message
        );
        Assert.StartsWith(
            $"ip6tables -I INPUT 1 -i {Bridge} -p icmpv6 --icmpv6-type 136 -j ACCEPT # ",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_policy_of_OUTPUT_drops_the_hosts_own()
    {
        var established = Established.Replace("INPUT", "OUTPUT", StringComparison.Ordinal);
        var answer = "-A OUTPUT -p ipv6-icmp -m icmp6 --icmpv6-type 136 -j ACCEPT";

        Assert.Contains("not even this host: the policy of OUTPUT", OfBr6(With("ACCEPT", "DROP", established)).Message);
        Assert.StartsWith(
            $"ip6tables -A OUTPUT -o {Bridge} -p icmpv6 --icmpv6-type 135 -j ACCEPT # ",
            OfBr6(With("ACCEPT", "DROP", established, answer)).Remediation,
            StringComparison.Ordinal
        );
        Assert.Empty(With("ACCEPT", "DROP", answer, answer.Replace("136", "135", StringComparison.Ordinal)));
    }

    [Fact]
    public void Networks_that_need_none_are_left_out()
    {
        var host = Host("DROP", "ACCEPT", Established).Change("br6only", network => network with { Internal = true });

        Assert.Empty(host.Change("br6", network => network with { Internal = true }).Find<NeighborDiscoveryDropped>());
        Assert.Empty(host.Change("br6", network => network with { EnableIPv6 = false }).Find<NeighborDiscoveryDropped>());
        Assert.Empty(
            host.Link(Bridge, link => link with { Addresses = [] }).Find<NeighborDiscoveryDropped>() // Another rule's.
        );
    }

    [Fact]
    public void A_permanent_entry_makes_the_question_needless()
    {
        var host = Host("DROP", "ACCEPT", Established).Change("br6only", network => network with { Internal = true });
        var entry = new Neighbor
        {
            Address = "fd00:31::1",
            Device = "eth0",
            MacAddress = "02:42:00:00:00:01",
            State = "PERMANENT",
        };

        var half = host.Inside("v1", inside => inside with { Neighbors = [entry] });

        Assert.NotEmpty(half.Find<NeighborDiscoveryDropped>());
        Assert.Empty(half.Inside("mb1", inside => inside with { Neighbors = [entry] }).Find<NeighborDiscoveryDropped>());
    }

    [Fact]
    public void Without_IPv6_beyond_the_host_it_matters_less()
    {
        var host = Host("DROP", "ACCEPT", Established);
        var here = host.Here(here => here with { Routes = [.. here.Routes!.Where(route => route.Destination != "default")] });

        Assert.Equal(Severity.Warning, OfBr6(here.Find<NeighborDiscoveryDropped>()).Severity);
    }

    [Fact]
    public void A_table_of_nft_names_the_messages()
    {
        static IReadOnlyList<Finding> Accepting(string types) =>
            IPv6BridgeTests
                .With(
                    Rules("ACCEPT", "ACCEPT"),
                    $$"""
                    table inet lockdown {
                      chain in {
                        type filter hook input priority filter; policy drop;
                        ct state established,related accept
                        icmpv6 type {{types}} accept
                      }
                    }
                    """
                )
                .Find<NeighborDiscoveryDropped>();

        Assert.Empty(Accepting("{ echo-request, nd-neighbor-solicit, nd-neighbor-advert }"));
        Assert.Empty(Accepting("{ 1-4, 128, 133-137 }"));
        Assert.StartsWith(
            $"nft insert rule inet lockdown in iifname \"{Bridge}\" icmpv6 type nd-neighbor-advert accept # ",
            OfBr6(Accepting("{ echo-request, nd-neighbor-solicit, nd-router-advert }")).Remediation,
            StringComparison.Ordinal
        );
    }

    private static Finding OfBr6(IEnumerable<Finding> findings) => findings.Single(finding => finding.Subject.Name == "br6");

    private static IReadOnlyList<Finding> Find(params string[] rules) => With("DROP", "ACCEPT", rules);

    private static IReadOnlyList<Finding> With(string input, string output, params string[] rules) =>
        Host(input, output, rules).Find<NeighborDiscoveryDropped>();

    private static HostSnapshot Host(string input, string output, params string[] rules) =>
        IPv6BridgeTests.With(Rules(input, output, rules));

    private static string Rules(string input, string output, params string[] rules) =>
        string.Join("\n", ["*filter", $":INPUT {input} [0:0]", ":FORWARD ACCEPT [0:0]", $":OUTPUT {output} [0:0]", .. rules, "COMMIT"]);
}
