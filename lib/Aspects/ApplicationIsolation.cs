using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// What keeps containers apart: a profile's rules, the subnet, membership of a network, or nothing. If packets were sent, also whether it
/// does.
/// </summary>
internal sealed class ApplicationIsolation : IAspectObserver
{
    public string Aspect => AspectIds.ApplicationIsolation;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var records = ProbeEvaluation
            .Find(host, footprint, ProbeCheck.ApplicationIsolation)
            .Where(record => record.Outcome != ProbeOutcome.Failed)
            .ToList();
        var configured = Configured(footprint);
        var observation =
            records.Count == 0
                ? configured
                : FromPackets(configured, footprint.Isolation?.Schema, records, ProbeEvaluation.HostsReached(host, footprint));
        if (observation.Doubt is { Kind: DoubtKind.NoOtherNetwork } && HostEnds(host, footprint) is { Count: > 0 } ends)
        {
            observation = observation with { Doubt = new Doubt(DoubtKind.OnlyHostEnds, ends) };
        }

        return observation;
    }

    private static Observation Configured(Footprint footprint) =>
        footprint.Isolation is not { } isolation
            ? Observation.NotSeen(NotSeenCause.SeparatingRules)
            : new Observation
            {
                Values = isolation.Schema is { } schema ? [AspectValue.From(schema)] : [],
                Facts = new IsolationFacts(isolation) { NotAllocated = footprint.NotAllocated },
                Basis = isolation.Schema is null ? Basis.None : isolation.Basis,
                Evidence = isolation.Evidence,
            };

    private static Observation FromPackets(
        Observation configured,
        IsolationSchema? schema,
        IReadOnlyList<ProbeRecord> records,
        HashSet<string> hostsReached
    )
    {
        // Membership of a network says nothing about its subnets. Packets don't show whose profile or policy stops them.
        var isPolicy = schema is IsolationSchema.Profile or IsolationSchema.NetworkPolicy;
        var isMembership = schema is null or IsolationSchema.Network;
        var apart = records.Where(record => record.IsBetweenNetworks() && (!isMembership || AreNetworks(record))).ToList();
        var together = records.Where(record => !record.IsBetweenNetworks()).ToList();
        var crossed = apart.Where(Reached).ToList();
        var answering = new HashSet<ProbePeer>(together.Where(Reached).Select(record => record.From));
        var silent = apart.Where(record => !Reached(record)).ToList();
        var kept = silent
            .Where(record => record.To is not { IsRemote: true } || (record.To.Host is { } other && hostsReached.Contains(other)))
            .ToList();
        var unreached = isPolicy ? [] : together.Where(record => !Reached(record)).ToList();
        if (crossed.Count > 0 && isPolicy)
        {
            var allowed = new Doubt(DoubtKind.MayBeAllowed, crossed) { Schema = schema };
            return ProbeEvaluation.Unsettled(configured, allowed, records);
        }

        if (crossed.Count > 0)
        {
            // If some packets cross and others are stopped, both schemas are named.
            IsolationSchema[] schemas =
                kept.Count > 0 && schema is { } part and not IsolationSchema.None ? [part, IsolationSchema.None] : [IsolationSchema.None];
            return ProbeEvaluation.Over(
                configured,
                new Observation
                {
                    Values = [.. schemas.Select(AspectValue.From)],
                    Facts = new PacketIsolationFacts { Crossed = crossed, KeptApart = kept },
                },
                [.. crossed, .. kept, .. together]
            );
        }

        if (unreached.Count > 0 && answering.Count > 0)
        {
            return ProbeEvaluation.Over(
                configured,
                new Observation
                {
                    Values = schema is { } named ? [AspectValue.From(named)] : [],
                    Contradictions = [Contradiction.Unreached],
                    Facts = new PacketIsolationFacts { Unreached = unreached, KeptApart = kept },
                },
                [.. unreached, .. together.Except(unreached), .. kept]
            );
        }

        return answering.Count == 0
            ? ProbeEvaluation.Unsettled(
                configured,
                new Doubt(DoubtKind.NothingAnswered, together.Count > 0 ? together : apart),
                records
            ) with
            {
                // A policy may forbid all packets, so silence doesn't contradict it.
                Values = isPolicy ? configured.Values : [],
            }
            : FromSilence(
                configured,
                schema,
                kept.Where(record => answering.Contains(record.From)).ToList(),
                together,
                silent.Except(kept).ToList()
            );
    }

    /// <summary>Silence between networks is isolation only if the same sender got an answer within its own network.</summary>
    private static Observation FromSilence(
        Observation configured,
        IsolationSchema? schema,
        IReadOnlyList<ProbeRecord> kept,
        IReadOnlyList<ProbeRecord> together,
        IReadOnlyList<ProbeRecord> cut
    )
    {
        if (kept.Count == 0)
        {
            // While nothing crosses at all, no configuration shows whether containers are kept apart.
            return cut.Count > 0
                ? ProbeEvaluation.Unsettled(configured, new Doubt(DoubtKind.MayBeCut, cut), [.. cut, .. together]) with
                {
                    Values = [],
                }
                : ProbeEvaluation.Unsettled(configured, DoubtKind.NoOtherNetwork, together);
        }

        var byPlace = kept.Any(AreNetworks) ? IsolationSchema.Network : IsolationSchema.Cidr;
        var shown = schema is { } named and not IsolationSchema.None ? named : byPlace;
        return ProbeEvaluation.Over(
            configured,
            new Observation
            {
                Values = [AspectValue.From(shown)],
                Facts = new PacketIsolationFacts
                {
                    Schema = shown,
                    Together = together,
                    KeptApart = kept,
                },
            },
            [.. kept, .. together]
        );
    }

    /// <summary>Answers from another subnet that no container gave: the other host's own end, or the host that a route names.</summary>
    private static IReadOnlyList<ProbeRecord> HostEnds(HostSnapshot host, Footprint footprint) =>
        [
            .. host
                .Probes.OrNone()
                .Where(record =>
                    record.Solution == footprint.Solution
                    && record.To is { IsRemote: true, Kind: ProbePeerKind.HostEnd or ProbePeerKind.Subnet }
                    && record.IsBetweenNetworks()
                    && ProbeEvaluation.HasCrossed(record)
                )
                .GroupBy(record => record.To!.Address)
                .Select(group => group.First()),
        ];

    private static bool Reached(ProbeRecord record) => record.Outcome == ProbeOutcome.Reached;

    private static bool AreNetworks(ProbeRecord record) =>
        record.From.Network is { } own && record.To?.Network is { } other && own.IsOtherNetwork(other);
}
