using System.Reflection;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings;

/// <summary>One cause gives one finding.</summary>
public sealed class FindingJoinTests
{
    private static readonly FirewallDecision s_policy = new(
        new FirewallChain
        {
            Tool = FirewallTool.Iptables,
            Table = "filter",
            Name = "INPUT",
        },
        null
    );

    [Fact]
    public void A_finding_that_another_explains_goes_into_it_with_its_evidence()
    {
        var cause = new RuleFinding(nameof(VxlanPortFiltered), Found("10.0.0.2") with { Cause = "INPUT drops it" });
        var shown = new RuleFinding(nameof(HypervisorTakesVxlan), Found("10.0.0.2"));

        var finding = Assert.Single(FindingJoin.Create([shown, cause])).Finding;
        Assert.Equal([shown], finding.Explained);
        Assert.Equal(2, finding.Evidence.Count);
    }

    [Fact]
    public void One_that_concerns_something_else_stays()
    {
        var cause = new RuleFinding(nameof(VxlanPortFiltered), Found("10.0.0.2"));
        var other = new RuleFinding(nameof(HypervisorTakesVxlan), Found("10.0.0.3"));

        Assert.Equal([cause, other], FindingJoin.Create([cause, other]));
    }

    [Fact]
    public void What_one_policy_drops_is_one_finding_with_all_repairs()
    {
        var found = new[] { "4789", "7946", "2377" }
            .Select(port => new RuleFinding("R" + port, Found("10.0.0.2") with { Repair = $"open {port}", DecidedBy = [s_policy] }))
            .ToList();

        var finding = Assert.Single(FindingJoin.Create(found)).Finding;
        Assert.Equal("open 4789\nopen 7946\nopen 2377", finding.Remediation);
    }

    [Fact]
    public void A_cause_is_as_bad_as_what_it_explains()
    {
        var cause = new RuleFinding(nameof(EngineRulesGone), Found() with { Severity = Severity.Warning });
        var shown = new RuleFinding(nameof(MasqueradeMissing), Found());

        Assert.Equal(Severity.Error, Assert.Single(FindingJoin.Create([shown, cause])).Finding.Severity);
    }

    [Fact]
    public void No_two_rules_explain_each_other()
    {
        var explains = typeof(IFindingRule)
            .Assembly.GetTypes()
            .Select(type => (Type: type, Attribute: type.GetCustomAttribute<ExplainsAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .ToDictionary(pair => pair.Type, pair => pair.Attribute!.Rules);

        Assert.All(explains, pair => Assert.DoesNotContain(pair.Key, Below(pair.Key, [])));

        IEnumerable<Type> Below(Type type, HashSet<Type> seen) =>
            explains.GetValueOrDefault(type, []).Where(seen.Add).SelectMany(next => Below(next, seen).Append(next));
    }

    [Fact]
    public void The_row_names_what_else_the_cause_breaks()
    {
        var rows = HostAudit.Findings(TroubledHost.Read("26-two-iptables"));

        const string Also = "The same cause breaks port 2377/tcp (ManagerPortFiltered), port 7946/tcp (GossipPortFiltered) too.";
        Assert.Single(rows, row => row.Message.EndsWith(Also, StringComparison.Ordinal));
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void A_link_that_was_left_and_the_containers_that_it_stops_are_one_finding()
    {
        var row = Assert.Single(HostAudit.Findings(TroubledHost.Read("19-vxlan-file-exists")));

        Assert.Equal("VxlanLinkLeftOnHost", row.Rule);
        Assert.Equal(
            "Network app can't be set up on this host, so containers web.1.zwygg3f41v84g1qzblq9af9lh, c1 can't start: the "
                + "host's own namespace has the link vx-001001-k7kv3 with the network's VNI 4097. The same cause breaks "
                + "container web.1.zwygg3f41v84g1qzblq9af9lh (ContainerStartFailed), container c1 (ContainerStartFailed) too.",
            row.Message
        );
    }

    [Fact]
    public void A_link_that_carries_too_little_for_several_networks_is_one_finding_with_a_repair_for_each()
    {
        var row = Assert.Single(HostAudit.Findings(TroubledHost.Read("04-mtu-wireguard")));

        Assert.Equal("UnderlayMtuTooSmall", row.Rule);
        Assert.Equal("network app", row.Subject);
        Assert.Equal(
            "Network app splits or loses large packets to 10.97.0.2: with its MTU of 1450, VXLAN makes packets of 1500 bytes, and wg0 on "
                + "the path carries 1420. The same MTU breaks network ingress too.",
            row.Message
        );
        Assert.Equal(2, row.Remediation.Split('\n').Length);
    }

    private static Finding Found(params string[] peers) =>
        new()
        {
            Severity = Severity.Error,
            Solution = "DockerOverlay",
            Subject = new(SubjectKind.Port, "1/udp"),
            Message = "It doesn't work.",
            Repair = $"Repair it.",
            Evidence = [new Evidence("shown", Guid.NewGuid().ToString())],
            Scope = new() { Peers = peers },
        };
}
