using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Encryption of each network or connection: what is configured, and what is in force.</summary>
internal sealed class EncryptionChannel : IAspectObserver
{
    public string Aspect => AspectIds.EncryptionChannel;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Channels is not { Count: > 0 } channels)
        {
            return Observation.NotSeen(footprint.Channels is null ? NotSeenCause.AgentConnections : NotSeenCause.NoChannel);
        }

        var facts = new EncryptionFacts(channels) { NotEstablished = footprint.NotEstablished, NotAllocated = footprint.NotAllocated };
        var configured = Configured(facts);
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.EncryptionChannel);
        return records.Count == 0 ? configured : FromPackets(configured, channels, records);
    }

    private static Observation Configured(EncryptionFacts facts)
    {
        var (secured, broken, unproven) = (facts.Secured, facts.Broken, facts.Unproven);
        var isUnproven =
            unproven.Any(channel => channel.State == EncryptionState.NotSeen) || (unproven.Count > 0 && unproven.Count == secured.Count);
        return new Observation
        {
            Values = Values(facts.Channels.Except(broken).Select(channel => channel.Scheme)),
            Contradictions = [.. Contradictions(isReadable: false, broken.Count > 0)],
            Facts = facts,
            Basis = (secured.Count > 0 ? secured : facts.Plain).Max(channel => channel.Basis),
            Evidence = [.. broken.Concat(secured.Except(broken)).Concat(facts.Plain).SelectMany(channel => channel.Evidence)],
            Standing = isUnproven && broken.Count == 0 ? Standing.Unproven : Standing.InForce,
        };
    }

    private static Observation FromPackets(Observation configured, IReadOnlyList<Channel> channels, IReadOnlyList<ProbeRecord> records)
    {
        var seen = channels.Select(channel => Sighting(channel, records)).OfType<ChannelSighting>().ToList();
        if (seen.Count == 0)
        {
            return ProbeEvaluation.Unsettled(configured, DoubtKind.NotRecognised, records);
        }

        // Packets of one network say nothing about another, whose encryption may be declared and not in force.
        var unwatched = channels.Except(seen.Select(one => one.Channel)).ToList();
        var isBroken = unwatched.Exists(channel => channel.State == EncryptionState.NotInForce);
        var readable = seen.Where(one => one.IsReadable).ToList();
        var others = seen.Except(readable).ToList();
        var schemes = channels
            .Where(channel => !unwatched.Contains(channel) || channel.State != EncryptionState.NotInForce)
            .Select(channel => seen.Find(one => one.Channel == channel)?.Scheme ?? channel.Scheme);
        return ProbeEvaluation.Over(
            configured,
            new Observation
            {
                Values = Values(schemes),
                Contradictions = [.. Contradictions(readable.Count > 0, isBroken)],
                Facts = new WireEncryptionFacts(readable, others, unwatched),
            },
            readable.Concat(others).Select(one => one.Record)
        );
    }

    /// <summary>One unencrypted packet outweighs any number that were encrypted.</summary>
    private static ChannelSighting? Sighting(Channel channel, IReadOnlyList<ProbeRecord> records) =>
        records
            .Where(record => record.Outcome == ProbeOutcome.Seen && Took(record, channel))
            .Select(record => new ChannelSighting(channel, record, (record.Finding as WireSighting)?.Scheme))
            .OrderByDescending(one => one.Scheme == EncryptionScheme.None)
            .FirstOrDefault();

    /// <summary>Whether a packet's path was this network or connection.</summary>
    private static bool Took(ProbeRecord record, Channel channel) =>
        channel.Subject switch
        {
            NetworkChannel network => record.IsWithinNetwork() && record.From.Network?.Name == network.Network,
            PeerConnection { Host: { } host } => record.To?.Host == host,
            _ => channel.CarriesData,
        };

    private static IEnumerable<Contradiction> Contradictions(bool isReadable, bool isBroken)
    {
        if (isReadable)
        {
            yield return Contradiction.InClear;
        }

        if (isBroken)
        {
            yield return Contradiction.NotInForce;
        }
    }

    private static IReadOnlyList<AspectValue> Values(IEnumerable<EncryptionScheme> schemes) =>
        [.. schemes.Distinct().OrderBy(scheme => scheme == EncryptionScheme.None).Select(AspectValue.From)];
}
