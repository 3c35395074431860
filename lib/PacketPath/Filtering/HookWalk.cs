using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>Follows a packet through the base chains of one hook after another.</summary>
internal sealed class HookWalk(FirewallTables tables, int budget)
{
    // The priorities at which the kernel tracks connections and calls all chains for NAT.
    private const int Tracking = -200;
    private const int DestinationNat = -100;
    private const int SourceNat = 100;

    private int _budget = budget;
    private bool _isTranslated;

    /// <summary>Base chains that are left out.</summary>
    public HashSet<ChainKey> Without { get; init; } = [];

    /// <summary>The decisions that accepted the packet, per base chain.</summary>
    public List<FirewallDecision> Accepting { get; } = [];

    /// <summary>The decisions that may drop the packet.</summary>
    public List<FirewallDecision> Doubted { get; } = [];

    /// <summary>The decision that certainly drops the packet; empty if none does.</summary>
    public IReadOnlyList<FirewallDecision> Dropping { get; private set; } = [];

    /// <summary>Returns the packet after a hook, or as it came to the base chain that drops it.</summary>
    public Packet At(FirewallHook hook, Packet packet)
    {
        _isTranslated = false;
        var places = tables
            .Bases.Where(chain => chain.Hook == hook && IsFor(chain.Family, packet.IsIPv6) && !Without.Contains(ChainKey.From(chain)))
            .GroupBy(chain => (Place(chain, hook), chain.Priority ?? 0))
            .OrderBy(group => group.Key);
        foreach (var chains in places)
        {
            var before = packet;
            packet = Past([.. chains], before, collect: chains.Count() == 1);
            if (chains.Count() > 1)
            {
                // Which of them comes first isn't known, so each may see what the others change.
                packet = Past([.. chains], Packet.Merge(before, packet)!, collect: true);
            }

            if (Dropping.Count > 0)
            {
                return packet;
            }
        }

        return packet;
    }

    /// <summary>Whether a table of a family sees IPv4 or IPv6 packets.</summary>
    public static bool IsFor(FirewallFamily family, bool isIPv6) =>
        family == FirewallFamily.Inet || family == (isIPv6 ? FirewallFamily.Ip6 : FirewallFamily.Ip);

    private static int Place(FirewallChain chain, FirewallHook hook) =>
        chain.Type != FirewallChainType.Nat ? chain.Priority ?? 0
        : hook is FirewallHook.Prerouting or FirewallHook.Output ? DestinationNat
        : SourceNat;

    private static bool IsTracked(FirewallChain chain) =>
        chain.Hook is not (FirewallHook.Prerouting or FirewallHook.Output) || chain.Priority > Tracking;

    private static bool MayBegin(Packet packet) => packet.State is null or ConnectionState.New or ConnectionState.Related;

    private Packet Past(IReadOnlyList<FirewallChain> chains, Packet packet, bool collect)
    {
        foreach (var chain in chains)
        {
            var isNat = chain.Type == FirewallChainType.Nat;
            if (isNat && (_isTranslated || !MayBegin(packet)))
            {
                continue;
            }

            var walk = new ChainWalk(tables, chain, _budget);
            var outcome = walk.Follow(AsSeenBy(chain, packet));
            _budget = Math.Max(0, walk.Budget);
            if (collect)
            {
                Collect(outcome);
            }

            if (outcome.Accepted is not { } accepted)
            {
                return packet;
            }

            _isTranslated = collect && isNat && accepted.IsDestinationSettled == true && packet.IsDestinationSettled == false;
            packet = After(chain, packet, accepted);
        }

        return packet;
    }

    private void Collect(ChainOutcome outcome)
    {
        if (outcome.Accepted is null)
        {
            Dropping = outcome.Dropping;
            return;
        }

        Accepting.AddRange(outcome.Accepting);
        if (outcome.Dropping.Count > 0)
        {
            Doubted.AddRange(outcome.Doubted.Count > 0 ? outcome.Doubted : outcome.Dropping);
        }
    }

    /// <summary>The packet as a chain sees it: before connection tracking, it belongs to no connection.</summary>
    private static Packet AsSeenBy(FirewallChain chain, Packet packet) =>
        IsTracked(chain) || packet.State == ConnectionState.Untracked ? packet : packet with { State = ConnectionState.Invalid };

    private static Packet After(FirewallChain chain, Packet before, Packet accepted)
    {
        if (!IsTracked(chain) && accepted.State != ConnectionState.Untracked)
        {
            // A rule may have set it to untracked.
            accepted = accepted with
            {
                State = accepted.State is null ? null : before.State,
            };
        }

        return chain.Type == FirewallChainType.Nat && before.State is null ? Packet.Merge(before, accepted)! : accepted;
    }
}
