using System.Globalization;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Filtering;

/// <summary>Compares the walk with the kernel, using random rules of all tools and real packets.</summary>
public sealed class KernelAgreementTests(FilterRig rig, ITestOutputHelper output) : IClassFixture<FilterRig>
{
    private const int RuleSets = 80;
    private const int PacketsEach = 60;

    [Fact]
    public async Task The_walk_says_what_the_kernel_does_wherever_it_says_anything()
    {
        Assert.SkipWhen(rig.WhyNot is not null, rig.WhyNot ?? "");
        var wanted = Environment.GetEnvironmentVariable("NETAUDIT_SEED");
        var seed = int.TryParse(wanted, CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"Seed {seed}; NETAUDIT_SEED={seed} repeats it.");
        var random = new Random(seed);
        var trials = new Trials(random);
        var tally = new Dictionary<Passage, int>
        {
            [Passage.Accepted] = 0,
            [Passage.Dropped] = 0,
            [Passage.CannotTell] = 0,
        };
        var wrong = new List<string>();
        var refused = new List<string>();
        for (var count = 0; count < RuleSets && wrong.Count < 10; count++)
        {
            var rules = RuleSet.Create(random);
            if (await rig.LoadAsync(rules) is { } refusal)
            {
                // Random matches may contradict each other. nft refuses such rules.
                refused.Add(refusal);
                continue;
            }

            var walk = new FirewallWalk(await rig.ReadAsync());
            var asked = Ask(walk, trials.Create(PacketsEach));
            var arrived = Try(asked);
            wrong.AddRange(Compare(asked, arrived, rules, tally));

            var answers = Ask(walk, asked.Where(one => HasPlainAnswer(one, arrived)).Select(one => trials.Answer(one.Trial)).ToList());
            wrong.AddRange(Compare(answers, Try(answers), rules, tally));
        }

        output.WriteLine(
            $"Trials: {tally.Values.Sum()}; accepted {tally[Passage.Accepted]}, dropped {tally[Passage.Dropped]}, "
                + $"can't be told {tally[Passage.CannotTell]}."
        );
        var reasons = refused.Select(one => one.Split('\n')[0]).Take(5);
        output.WriteLine($"Rule sets refused by the tools: {refused.Count}. {string.Join("; ", reasons)}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n" + string.Join("\n\n", wrong.Take(3)));
        Assert.True(tally[Passage.Accepted] > 500 && tally[Passage.Dropped] > 500, "The rules were one-sided.");
    }

    private static List<(TrialPacket Trial, FirewallAnswer Answer)> Ask(FirewallWalk walk, IEnumerable<TrialPacket> trials) =>
        [
            .. trials.Select(trial =>
                (
                    trial,
                    trial.Way switch
                    {
                        TrialWay.Receive => walk.Receive(trial.Packet),
                        TrialWay.Send => walk.Send(trial.Packet),
                        _ => walk.Forward(trial.Packet),
                    }
                )
            ),
        ];

    private HashSet<uint> Try(List<(TrialPacket Trial, FirewallAnswer Answer)> asked)
    {
        rig.Send(asked.Select(one => one.Trial));
        return rig.Arrived([.. asked.Where(one => one.Answer.Passage == Passage.Accepted).Select(one => one.Trial.Number)]);
    }

    /// <summary>Whether the packet belongs to a tracked connection whose addresses no rule rewrites.</summary>
    private static bool HasPlainAnswer((TrialPacket Trial, FirewallAnswer Answer) one, HashSet<uint> arrived) =>
        one.Trial.Way == TrialWay.Forward
        && one.Trial.Packet.SourcePort is not null
        && one.Trial.Packet.Protocol == Model.IPProtocol.Udp
        && one.Answer.Passage == Passage.Accepted
        && one.Answer.Packet.IsDestinationRewritten == false
        && one.Answer.Packet.State == ConnectionState.New
        && one.Answer.DecidedBy.All(decision => decision.Rule?.Does(FirewallTargetKind.Masquerade) != true)
        && arrived.Contains(one.Trial.Number);

    private static IEnumerable<string> Compare(
        List<(TrialPacket Trial, FirewallAnswer Answer)> asked,
        HashSet<uint> arrived,
        RuleSet rules,
        Dictionary<Passage, int> tally
    )
    {
        foreach (var (trial, answer) in asked)
        {
            tally[answer.Passage]++;
            var came = arrived.Contains(trial.Number);
            if (answer.Passage != Passage.CannotTell && came != (answer.Passage == Passage.Accepted))
            {
                var kernel = came ? "let it through" : "dropped it";
                yield return $"{trial}\nsaid {answer.Passage} by {string.Join("; ", answer.DecidedBy)}\nthe kernel {kernel}\n"
                    + string.Join('\n', rules.Texts.Select(one => $"{one.Program}\n{one.Text}"));
            }
        }
    }
}
