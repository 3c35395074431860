using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// What keeps containers apart: a profile's rules, the subnet, membership of a network, or nothing; and whether it does, where packets were
/// sent.
/// </summary>
internal sealed class ApplicationIsolation : IAspectObserver
{
    /// <summary>Not a schema that any edition knows: it contradicts them all.</summary>
    private const string Unreached = "Unreached";

    private const string None = "None";

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
                : FromPackets(configured, footprint.Isolation?.Schema?.Name(), records, ProbeEvaluation.HostsReached(host, footprint));
        return KnownCauses.Explain(observation, footprint, records);
    }

    private static Observation FromPackets(
        Observation configured,
        string? schema,
        IReadOnlyList<ProbeRecord> records,
        HashSet<string> hostsReached
    )
    {
        // Membership of a network says nothing of its subnets; whose profile or policy it is, packets don't tell.
        var apart = records
            .Where(record => record.IsBetweenNetworks() && (schema is not (null or "Network") || AreNetworks(record)))
            .ToList();
        var together = records.Where(record => !record.IsBetweenNetworks()).ToList();
        var crossed = apart.Where(Reached).ToList();
        var answering = new HashSet<ProbePeer>(together.Where(Reached).Select(record => record.From));
        var silent = apart.Where(record => !Reached(record)).ToList();
        var kept = silent
            .Where(record => record.To is not { IsRemote: true } || (record.To.Host is { } other && hostsReached.Contains(other)))
            .ToList();
        var cut = silent.Except(kept).ToList();
        var unreached = schema is "Profile" or "NetworkPolicy" ? [] : together.Where(record => !Reached(record)).ToList();
        if (crossed.Count > 0 && schema is "Profile" or "NetworkPolicy")
        {
            return ProbeEvaluation.Unsettled(configured, $"{Pairs(crossed)} reach each other, which a {schema} may allow", records);
        }

        if (crossed.Count > 0)
        {
            // What crosses in part is named with what is kept.
            return ProbeEvaluation.Over(
                configured,
                kept.Count > 0 && schema is not (null or None) ? [schema, None] : [None],
                $"None between {Pairs(crossed)}, which reach each " + $"other{(kept.Count == 0 ? "" : $"; kept apart: {Pairs(kept)}")}",
                [.. crossed, .. kept, .. together]
            );
        }

        if (unreached.Count > 0 && answering.Count > 0)
        {
            return ProbeEvaluation.Over(
                configured,
                schema is null ? [Unreached] : [schema, Unreached],
                $"{Unreached}: {Pairs(unreached)} "
                    + $"don't reach each other in one "
                    + $"network{(kept.Count == 0 ? "" : $"; kept apart: {Pairs(kept)}")}",
                [.. unreached, .. together.Except(unreached), .. kept]
            );
        }

        return answering.Count == 0
            ? ProbeEvaluation.Unsettled(
                configured,
                $"nothing was answered even in one network "
                    + $"({Pairs(together.Count > 0 ? together : apart)}), so silence tells nothing",
                records
            )
            : FromSilence(configured, schema, kept.Where(record => answering.Contains(record.From)).ToList(), together, cut);
    }

    /// <summary>Silence between networks is isolation only where the same sender was answered in its own.</summary>
    private static Observation FromSilence(
        Observation configured,
        string? schema,
        IReadOnlyList<ProbeRecord> kept,
        IReadOnlyList<ProbeRecord> together,
        IReadOnlyList<ProbeRecord> cut
    )
    {
        if (kept.Count == 0 && cut.Count > 0)
        {
            var why = $"no packet of any kind crossed to where they are ({Pairs(cut)}), so this may be a cut as well as isolation";
            return ProbeEvaluation.Unsettled(configured, why, [.. cut, .. together]);
        }

        if (kept.Count == 0)
        {
            return ProbeEvaluation.Unsettled(
                configured,
                $"{Pairs(together)} reach each other; there was no other network or subnet " + $"to try",
                together
            );
        }

        var shown = schema is null or None
            ? kept.Any(AreNetworks)
                ? "Network"
                : "CIDR"
            : schema;
        return ProbeEvaluation.Over(
            configured,
            [shown],
            $"{shown}: {Pairs(together)} reach each other; kept apart: " + $"{Pairs(kept)}",
            [.. kept, .. together]
        );
    }

    private static Observation Configured(Footprint footprint) =>
        footprint.Isolation switch
        {
            null => Observation.NotSeen(
                "neither rules nor routes that separate containers " + "were seen",
                "run as root on the host; packets settle it"
            ),
            { Schema: null } unclear => Observation.NotSeen(
                unclear.Reason ?? unclear.Summary,
                "packets between containers of two networks or " + "subnets settle it",
                [.. unclear.Evidence]
            ) with
            {
                Words = unclear.Summary,
            },
            var isolation => new Observation
            {
                Values = [isolation.Schema!.Value.Name()],
                Words = $"{isolation.Schema!.Value.Name()}: {isolation.Summary}",
                Basis = isolation.Basis,
                Evidence = isolation.Evidence,
            },
        };

    private static bool Reached(ProbeRecord record) => record.Outcome == ProbeOutcome.Reached;

    private static bool AreNetworks(ProbeRecord record) =>
        record.From.Network is { } own && record.To?.Network is { } other && own.IsOtherNetwork(other);

    private static string Pairs(IEnumerable<ProbeRecord> records) =>
        TruncatedList.Join(
            records
                .GroupBy(ProbeWording.Networks)
                .Select(group => $"{TruncatedList.Join(group.Select(ProbeWording.Pair))} " + $"({group.Key})"),
            "; "
        );
}
