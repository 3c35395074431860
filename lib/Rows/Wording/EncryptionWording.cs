using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>Encryption, in words.</summary>
internal static class EncryptionWording
{
    public static string Settles(RootWords root) =>
        root.Audit("while another host takes part in it; packets between the hosts settle it: -Probe");

    public static string Observed(EncryptionFacts facts)
    {
        var ingress = facts.Ingress is { } network ? $"; network {network.Name} is never encrypted" : "";
        return Configured(facts) + ingress;
    }

    public static string Observed(WireEncryptionFacts facts)
    {
        var seen = facts.Readable.Select(Readable).Concat(facts.Others.Select(Other));
        var unwatched =
            facts.Unwatched.Count == 0 ? "" : $"; not seen on the wire: {TruncatedList.Join(facts.Unwatched.Select(Unwatched))}";
        return TruncatedList.Join(seen, "; ") + unwatched;
    }

    public static string? Reason(EncryptionFacts facts)
    {
        var isPart = facts.Secured.Count > 0 && facts.Plain.Count > 0;
        string?[] parts =
        [
            .. facts
                .Broken.GroupBy(channel => channel.Unprotected)
                .Select(group => $"declared and not in force on {Names(group)}: {Meaning(group.Key)}"),
            facts.Unproven.Count == 0 ? null : $"declared on {Names(facts.Unproven)}, and not seen to be in force",
            isPart ? $"in force only in part: {facts.Plain.Count} of {facts.Channels.Count} in clear" : null,
        ];
        var told = parts.OfType<string>().ToList();
        return told.Count == 0 ? null : string.Join("; ", told);
    }

    private static string Meaning(UnprotectedPackets packets) =>
        packets switch
        {
            UnprotectedPackets.Lost => "nothing crosses, as the kernel is told to encrypt its packets and has no states to do it with",
            UnprotectedPackets.LeaveInClear => "its packets leave in clear, as nothing tells the kernel to encrypt them",
            UnprotectedPackets.ComeInClear => "packets that others send in clear are let in",
            _ => "its packets are lost, or go in clear",
        };

    private static string Configured(EncryptionFacts facts)
    {
        if (facts.Secured.Count == 0)
        {
            return $"{ValueNames.No}: {TruncatedList.Join(facts.Plain.Select(Words))}";
        }

        var broken = facts.Broken.Count == 0 ? null : $"{Contradiction.NotInForce}: {TruncatedList.Join(facts.Broken.Select(Words))}";
        var groups = facts
            .Secured.Except(facts.Broken)
            .GroupBy(channel => channel.Scheme)
            .Select(group => $"{group.Key.Name()} on {Part(group, facts.Channels)}: {TruncatedList.Join(group.Select(Words))}");
        var plain = facts.Plain.Count == 0 ? null : $"in clear: {Names(facts.Plain)}";
        return string.Join("; ", new[] { broken }.Concat(groups).Append(plain).OfType<string>());
    }

    private static string Readable(ChannelSighting one) =>
        $"{Contradiction.InClear}: {one.Channel.Name} is to be encrypted ({one.Channel.Scheme.Name()}), yet {Wire(one)}";

    private static string Other(ChannelSighting one) => $"{one.Scheme?.Name()}: {one.Channel.Name}, {Wire(one)}";

    private static string Wire(ChannelSighting one) => $"between {ProbeWording.Pair(one.Record)} {AnswerWording.Wire(one.Record)}";

    private static string Unwatched(Channel channel) =>
        channel.State == EncryptionState.NotInForce
            ? $"{channel.Name} ({channel.Summary})"
            : $"{channel.Name} ({channel.Scheme.Name()} by configuration)";

    private static string Part(IGrouping<EncryptionScheme, Channel> group, IReadOnlyList<Channel> channels) =>
        group.Count() == channels.Count ? $"all {channels.Count}" : $"{group.Count()} of {channels.Count}";

    private static string Names(IEnumerable<Channel> channels) => TruncatedList.Join(channels.Select(channel => channel.Name));

    private static string Words(Channel channel) => channel.Summary.Length == 0 ? channel.Name : $"{channel.Name} ({channel.Summary})";
}
