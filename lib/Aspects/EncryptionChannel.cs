using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Encryption of each network or connection, what is configured and what is in force.</summary>
internal sealed class EncryptionChannel : IAspectObserver
{
    /// <summary>Declared encrypted and readable all the same. Not a scheme that any edition knows: it contradicts them all.</summary>
    private const string InClear = "InClear";

    public string Aspect => AspectIds.EncryptionChannel;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Channels is not { Count: > 0 } channels)
        {
            return footprint.Channels is null
                ? Observation.NotSeen("neither the agent's settings nor its connections were seen", "audit it as root while the agent runs")
                : Observation.NotSeen("it has no network or connection that could be encrypted", "audit a host that has one");
        }

        var configured = Configured(channels);
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.EncryptionChannel);
        return records.Count == 0 ? configured : FromPackets(configured, channels, records);
    }

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
        var rest = channels.Except(probed).Select(channel => $"{channel.Name} ({channel.Scheme.Name()} by configuration)").ToList();
        var schemes = channels
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

    private static Observation Configured(IReadOnlyList<Channel> channels)
    {
        var secured = channels.Where(channel => channel.Scheme != EncryptionScheme.None).GroupBy(channel => channel.Scheme).ToList();
        var plain = channels.Where(channel => channel.Scheme == EncryptionScheme.None).ToList();
        var words =
            secured.Count == 0
                ? $"No: {TruncatedList.Join(plain.Select(Words))}"
                : string.Join(
                    "; ",
                    secured.Select(group => $"{group.Key.Name()} on {Part(group, channels)}: {TruncatedList.Join(group.Select(Words))}")
                ) + (plain.Count > 0 ? $"; in clear: {TruncatedList.Join(plain.Select(channel => channel.Name))}" : "");
        return new Observation
        {
            Values =
            [
                .. channels.Select(channel => channel.Scheme.Name()).Distinct().OrderBy(scheme => scheme == EncryptionScheme.None.Name()),
            ],
            Words = words,
            Basis = (secured.Count > 0 ? secured.SelectMany(group => group) : plain).Max(channel => channel.Basis),
            Evidence = [.. secured.SelectMany(group => group).Concat(plain).SelectMany(channel => channel.Evidence)],
            Reason = secured.Count > 0 && plain.Count > 0 ? $"in force only in part: {plain.Count} of {channels.Count} in clear" : null,
        };
    }

    private static string Part(IGrouping<EncryptionScheme, Channel> group, IReadOnlyList<Channel> channels) =>
        group.Count() == channels.Count ? $"all {channels.Count}" : $"{group.Count()} of {channels.Count}";

    private static string Words(Channel channel) => channel.Summary.Length == 0 ? channel.Name : $"{channel.Name} ({channel.Summary})";
}
