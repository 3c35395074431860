using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>
/// Follows a packet through a base chain and the chains it calls. If it is unknown whether a rule matches, both paths are followed. Each
/// end is collected, and only facts that are certain on both paths are kept. So the work grows with the number of rules, not of paths.
/// </summary>
/// <param name="tables">The chains.</param>
/// <param name="chain">The base chain.</param>
/// <param name="budget">How many more rules may be looked at.</param>
internal sealed partial class ChainWalk(FirewallTables tables, FirewallChain chain, int budget)
{
    // The kernel's own bound on calls within calls is 16.
    private const int MostDepth = 32;

    private readonly ChainOutcome _outcome = new(chain);

    /// <summary>How many more rules may be looked at.</summary>
    public int Budget { get; private set; } = budget;

    /// <summary>Follows a packet through the chain.</summary>
    public ChainOutcome Follow(Packet packet)
    {
        if (Walk(ChainKey.From(chain), packet, 0) is not { } end)
        {
            return _outcome;
        }

        if (chain.Policy == FirewallPolicy.Drop)
        {
            _outcome.Drop(null);
        }
        else
        {
            _outcome.Accept(null, end);
        }

        return _outcome;
    }

    /// <summary>Returns the packet at a chain's end; null if it never gets there.</summary>
    private Packet? Walk(ChainKey key, Packet packet, int depth)
    {
        if (tables.Rules(key) is not { } rules)
        {
            return packet;
        }

        Packet? left = null;
        Packet? live = packet;
        var candidates = rules.Candidates(packet);
        var next = 0;
        while (Next(rules, candidates, next) is var (at, rule))
        {
            next = candidates is null ? at + 1 : next + 1;
            if (--Budget < 0)
            {
                return Doubt(rule, live);
            }

            var meets = RuleMatching.Meets(tables, rule, live);
            if (meets == false)
            {
                continue;
            }

            var ends = _outcome.Count;
            var (through, returned) = Do(rule, live, depth);
            left = Packet.Merge(left, returned);
            if (meets is null && (ends < _outcome.Count || returned is not null))
            {
                _outcome.Doubt(rule);
            }

            live = meets == true ? through : Packet.Merge(live, through);
            if (live is null)
            {
                return left;
            }

            if (candidates is not null && !ChainRules.AreAlike(packet, live))
            {
                // The candidates were chosen for the unchanged packet.
                (candidates, next) = (null, at + 1);
            }
        }

        return Packet.Merge(left, live);
    }

    private static (int At, FirewallRule Rule)? Next(ChainRules rules, IReadOnlyList<int>? candidates, int next)
    {
        if (next >= (candidates?.Count ?? rules.All.Count))
        {
            return null;
        }

        var at = candidates?[next] ?? next;
        return (at, rules.All[at]);
    }

    /// <summary>Applies a rule's targets.</summary>
    /// <returns>The packet as it goes on to the next rule, and as it leaves the chain for the one that called it.</returns>
    private (Packet? Through, Packet? Left) Do(FirewallRule rule, Packet packet, int depth)
    {
        Packet? left = null;
        Packet? live = packet;
        foreach (var target in rule.Targets)
        {
            var (through, returned) = Do(rule, target, live, depth);
            left = Packet.Merge(left, returned);
            if (through is null)
            {
                return (null, left);
            }

            live = through;
        }

        return (live, left);
    }
}
