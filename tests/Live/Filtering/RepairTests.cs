using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Live.Tests.Filtering;

/// <summary>The repair of a filtered port's finding lets the port in: its commands run in the kernel, and a packet is sent.</summary>
public sealed class RepairTests(FilterRig rig, ITestOutputHelper output) : IClassFixture<FilterRig>
{
    private const int RuleSets = 60;
    private static readonly NeededTraffic s_vxlan = new(IPProtocol.Udp, 4789, "UDP 4789 (VXLAN)");

    private static readonly Link s_link = new()
    {
        Index = 2,
        Name = "a",
        LinkType = "ether",
        Addresses = [new LinkAddress { Address = "10.1.0.1", PrefixLength = 16 }],
    };

    // The packet comes from the sender's address on link a.
    private static readonly UnderlayPath s_path = new(
        "10.1.0.2",
        new Evidence("a test", "the sender"),
        new RouteAnswer(RouteOutcome.Unicast) { Source = "10.1.0.1", Link = s_link }
    );

    [Fact]
    public async Task The_commands_of_a_finding_let_in_what_was_dropped()
    {
        Assert.SkipWhen(rig.WhyNot is not null, rig.WhyNot ?? "");
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        var (repaired, number) = (0, 0u);
        for (var count = 0; count < RuleSets; count++)
        {
            var rules = RuleSet.Create(random);
            if (await rig.LoadAsync(rules) is not null)
            {
                continue;
            }

            var firewall = await rig.ReadAsync();
            var filtered = FilteredTraffic.Find(new FirewallWalk(firewall), s_vxlan, s_path).Where(one => one.IsInbound).ToList();
            var commands = FirewallRepair.Commands(firewall, filtered).ToList();
            foreach (var command in commands)
            {
                await rig.RunInHostAsync(command.ToString());
            }

            if (commands.Count == 0)
            {
                continue;
            }

            // The finding is about all source ports. A rule that drops some of them may remain.
            var walk = new FirewallWalk(await rig.ReadAsync());
            var answer = walk.Receive(s_vxlan.From(s_path)!);
            var story = string.Join('\n', commands) + "\n" + string.Join('\n', rules.Texts.Select(one => $"{one.Program}\n{one.Text}"));
            Assert.True(
                answer.Passage != Passage.Dropped,
                $"still dropped, seed {seed}, by {string.Join("; ", answer.DecidedBy)}\n{story}"
            );
            var packet = s_vxlan.From(s_path)! with { SourcePort = random.Next(20_000, 60_000) };
            if (walk.Receive(packet).Passage == Passage.Accepted)
            {
                repaired++;
                var trial = new TrialPacket(++number, TrialWay.Receive, "a", packet);
                rig.Send([trial]);
                Assert.True(rig.Arrived([number]).Contains(number), $"accepted, but the kernel drops it, seed {seed}\n{story}");
            }
        }

        output.WriteLine($"Repaired: {repaired} rule sets.");
        Assert.True(repaired > 5, "Hardly any rule set dropped it.");
    }
}
