using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Encryption of each network or connection, what is configured and what is in force.</summary>
internal sealed class EncryptionChannel : IAspectObserver
{
    /// <summary>Declared encrypted and readable all the same. Not a scheme that any edition knows: it contradicts them all.</summary>
    private const string InClear = "InClear";

    /// <summary>Declared encrypted, and something that it needs is missing. It contradicts every edition too.</summary>
    private const string NotInForce = "NotInForce";

    public string Aspect => AspectIds.EncryptionChannel;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Channels is not { Count: > 0 } channels)
        {
            return footprint.Channels is null
                ? Observation.NotSeen("neither the agent's settings nor its connections were seen", "audit it as root while the agent runs")
                : Observation.NotSeen("it has no network or connection that could be encrypted", "audit a host that has one");
        }

        var configured = Configured(footprint, channels);
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.EncryptionChannel);
        return records.Count == 0 ? configured : FromPackets(configured, channels, records);
    }

    /// <summary>Packets of one network say nothing of another, whose encryption may be declared and not in force.</summary>
    private static string Unseen(Channel channel) =>
        channel.State == EncryptionState.NotInForce
            ? $"{channel.Name} ({channel.Summary})"
            : $"{channel.Name} ({channel.Scheme.Name()} by configuration)";

    private static Observation FromPackets(Observation configured, IReadOnlyList<Channel> channels, IReadOnlyList<ProbeRecord> records)
    {
        // One packet in clear outweighs any number that weren't.
        var seen = channels.ToDictionary(
            channel => channel,
            channel =>
                records
                    .Where(record => record.Outcome == ProbeOutcome.Seen && Took(record, channel))
                    .OrderByDescending(record => Scheme(record) == EncryptionScheme.None)
                    .FirstOrDefault()
        );
        var probed = channels.Where(channel => seen[channel] is not null).ToList();
        if (probed.Count == 0)
        {
            return ProbeEvaluation.Unsettled(
                configured,
                $"no packet was recognised on the wire ({TruncatedList.Join(records.Select(ProbeWording.Pair))})",
                records
            );
        }

        var inClear = probed
            .Where(channel => channel.Scheme != EncryptionScheme.None && Scheme(seen[channel]!) == EncryptionScheme.None)
            .ToList();
        var told = probed.Except(inClear).ToList();
        var unseen = channels.Except(probed).ToList();
        var isBroken = unseen.Any(channel => channel.State == EncryptionState.NotInForce);
        var rest = unseen.Select(Unseen).ToList();
        var schemes = channels
            .Where(channel => seen[channel] is not null || channel.State != EncryptionState.NotInForce)
            .Select(channel => seen[channel] is { } record ? Scheme(record) ?? channel.Scheme : channel.Scheme)
            .Distinct();
        var words = TruncatedList.Join(
            inClear
                .Select(channel => $"{InClear}: {channel.Name} is to be encrypted ({channel.Scheme.Name()}), yet {Wire(channel)}")
                .Concat(told.Select(channel => $"{Scheme(seen[channel]!)?.Name()}: {channel.Name}, {Wire(channel)}")),
            "; "
        );
        return ProbeEvaluation.Over(
            configured,
            [
                .. inClear.Count > 0 ? new[] { InClear } : [],
                .. isBroken ? new[] { NotInForce } : [],
                .. schemes.OrderBy(scheme => scheme == EncryptionScheme.None).Select(scheme => scheme.Name()),
            ],
            rest.Count == 0 ? words : $"{words}; not seen on the wire: {TruncatedList.Join(rest)}",
            inClear.Concat(told).Select(channel => seen[channel]!)
        );

        string Wire(Channel channel) => $"between {ProbeWording.Pair(seen[channel]!)} {AnswerWording.Wire(seen[channel]!)}";
    }

    /// <summary>Whether a packet's way was this network or connection.</summary>
    private static bool Took(ProbeRecord record, Channel channel) =>
        channel.Subject switch
        {
            NetworkChannel network => record.IsWithinNetwork() && record.From.Network?.Name == network.Network,
            PeerConnection { Host: { } host } => record.To?.Host == host,
            _ => channel.CarriesData,
        };

    private static EncryptionScheme? Scheme(ProbeRecord record) => (record.Finding as WireSighting)?.Scheme;

    private static Observation Configured(Footprint footprint, IReadOnlyList<Channel> channels)
    {
        var secured = channels.Where(channel => channel.Scheme != EncryptionScheme.None).ToList();
        var broken = secured.Where(channel => channel.State == EncryptionState.NotInForce).ToList();
        var unseen = secured.Where(channel => channel.State is EncryptionState.NotSeen or EncryptionState.NoPeer).ToList();
        var plain = channels.Except(secured).ToList();
        var schemes = channels
            .Except(broken)
            .Select(channel => channel.Scheme)
            .Distinct()
            .OrderBy(scheme => scheme == EncryptionScheme.None);
        var isUnproven =
            unseen.Exists(channel => channel.State == EncryptionState.NotSeen) || (unseen.Count > 0 && unseen.Count == secured.Count);
        return new Observation
        {
            Values = [.. broken.Count > 0 ? new[] { NotInForce } : [], .. schemes.Select(scheme => scheme.Name())],
            Words = Summarize(broken, secured, plain, channels) + Ingress(footprint),
            Basis = (secured.Count > 0 ? secured : plain).Max(channel => channel.Basis),
            Evidence = [.. broken.Concat(secured.Except(broken)).Concat(plain).SelectMany(channel => channel.Evidence)],
            Reason = Reason(broken, unseen, secured, plain, channels),
            IsUnproven = isUnproven && broken.Count == 0,
            Settles = "audit it as root while another host takes part in it; packets between the hosts settle it: -Probe",
        };
    }

    private static string Summarize(
        IReadOnlyList<Channel> broken,
        IReadOnlyList<Channel> secured,
        IReadOnlyList<Channel> plain,
        IReadOnlyList<Channel> all
    )
    {
        if (secured.Count == 0)
        {
            return $"No: {TruncatedList.Join(plain.Select(Words))}";
        }

        var parts = broken.Count == 0 ? [] : new[] { $"{NotInForce}: {TruncatedList.Join(broken.Select(Words))}" };
        var groups = secured
            .Except(broken)
            .GroupBy(channel => channel.Scheme)
            .Select(group => $"{group.Key.Name()} on {Part(group, all)}: {TruncatedList.Join(group.Select(Words))}");
        var clear = plain.Count == 0 ? [] : new[] { $"in clear: {TruncatedList.Join(plain.Select(channel => channel.Name))}" };
        return string.Join("; ", parts.Concat(groups).Concat(clear));
    }

    /// <summary>The swarm's own network is listed, though nobody can have it encrypted.</summary>
    private static string Ingress(Footprint footprint) =>
        footprint.Networks.FirstOrDefault(network => network.Ingress) is { } ingress ? $"; network {ingress.Name} is never encrypted" : "";

    private static string? Reason(
        IReadOnlyList<Channel> broken,
        IReadOnlyList<Channel> unseen,
        IReadOnlyList<Channel> secured,
        IReadOnlyList<Channel> plain,
        IReadOnlyList<Channel> all
    )
    {
        string?[] parts =
        [
            broken.Count == 0 ? null : $"declared and not in force on {Names(broken)}: its packets are lost, or go in clear",
            unseen.Count == 0 ? null : $"declared on {Names(unseen)}, and not seen to be in force",
            secured.Count > 0 && plain.Count > 0 ? $"in force only in part: {plain.Count} of {all.Count} in clear" : null,
        ];
        var told = parts.OfType<string>().ToList();
        return told.Count == 0 ? null : string.Join("; ", told);
    }

    private static string Part(IGrouping<EncryptionScheme, Channel> group, IReadOnlyList<Channel> channels) =>
        group.Count() == channels.Count ? $"all {channels.Count}" : $"{group.Count()} of {channels.Count}";

    private static string Names(IEnumerable<Channel> channels) => TruncatedList.Join(channels.Select(channel => channel.Name));

    private static string Words(Channel channel) => channel.Summary.Length == 0 ? channel.Name : $"{channel.Name} ({channel.Summary})";
}
