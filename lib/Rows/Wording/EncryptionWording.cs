using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>Encryption, in words.</summary>
internal static class EncryptionWording
{
    public static string Observed(EncryptionFacts facts) =>
        (facts.Secured.Count == 0 ? Plain(facts) : Secured(facts)) + NotEstablished(facts) + AbsentWording.NotAllocated(facts.NotAllocated);

    public static string Observed(WireEncryptionFacts facts)
    {
        var seen = facts.Readable.Select(Readable).Concat(facts.Others.Select(Other));
        var unwatched = facts.Unwatched.Count == 0 ? "" : $". Not checked: {TruncatedList.Join(facts.Unwatched.Select(Unwatched))}";
        return TruncatedList.Join(seen, "; ") + unwatched;
    }

    public static string? Reason(EncryptionFacts facts) =>
        facts.Broken.Count > 0 ? $"encryption is declared and not in force on {ChannelWording.Names(facts.Broken)}: {Meaning(facts.Broken)}"
        : facts.Unproven.Count > 0
            ? $"encryption is declared on {ChannelWording.Names(facts.Unproven)}, and whether it is in force was not seen"
        : null;

    /// <summary>Connections that aren't established, if others are. If none is, the words for future connections say so.</summary>
    private static string NotEstablished(EncryptionFacts facts)
    {
        var (count, isSomeThere) = (facts.NotEstablished.Count, facts.Channels.Any(channel => channel.Subject is PeerConnection));
        return count == 0 || !isSomeThere
            ? ""
            : $"; {count} more {(count == 1 ? "isn't" : "aren't")} established ({TruncatedList.Join(facts.NotEstablished)})";
    }

    private static string Meaning(IReadOnlyList<Channel> broken) =>
        string.Join(" or ", broken.Select(channel => channel.Unprotected).Distinct().Select(Meaning));

    private static string Meaning(UnprotectedPackets packets) =>
        packets switch
        {
            UnprotectedPackets.Lost => "nothing crosses, because the kernel must encrypt packets and lacks the states for it",
            UnprotectedPackets.LeaveInClear => "packets leave unencrypted, because no policy makes the kernel encrypt them",
            UnprotectedPackets.ComeInClear => "unencrypted packets from others are accepted",
            _ => "packets are lost or unencrypted",
        };

    private static string Plain(EncryptionFacts facts)
    {
        var (all, noun, names) = (facts.Channels, ChannelWording.Noun(facts.Channels), ChannelWording.NamesAndSigns(facts.Channels));
        return all.Count == 1 && noun == "path"
            ? $"{ValueNames.No}, unencrypted: {ChannelWording.NameThenSign(all[0])}"
            : $"{ValueNames.No}, unencrypted: {Quantity.Part(all.Count, all.Count, noun)} ({names})";
    }

    private static string Secured(EncryptionFacts facts)
    {
        var broken = On(facts, facts.Broken, "");
        var inForce = On(facts, facts.Secured.Except(facts.Broken).Except(facts.Unproven), "");
        var unproven = On(facts, facts.Unproven, " declared");
        var names = ChannelWording.Names(facts.Plain);
        var plain = names.Length == 0 ? "" : $"; unencrypted: {names}";
        if (broken.Count > 0)
        {
            return $"Not in force: {string.Join("; ", broken.Concat(inForce).Concat(unproven))}{plain}";
        }

        var isAll = names.Length == 0 && unproven.Count == 0;
        var also = unproven.Count == 0 ? "" : $"; not confirmed: {string.Join("; ", unproven)}";
        return inForce.Count == 0
            ? $"Not confirmed: {string.Join("; ", unproven)}{plain}"
            : $"{(isAll ? "Encrypted" : "Partly encrypted")}: {string.Join("; ", inForce)}{also}{plain}";
    }

    /// <summary>One part per scheme: "IPsec on 1 of 9 networks (ovenc: ESP states in the kernel)".</summary>
    private static IReadOnlyList<string> On(EncryptionFacts facts, IEnumerable<Channel> channels, string declared) =>
        [
            .. channels
                .GroupBy(channel => channel.Scheme)
                .Select(group =>
                {
                    var part = Quantity.Part(group.Count(), facts.Channels.Count, ChannelWording.Noun(facts.Channels));
                    return $"{group.Key.Name()}{declared} on {part} ({ChannelWording.NamesAndSigns(group)})";
                }),
        ];

    private static string Readable(ChannelSighting one) =>
        $"Unencrypted on the wire: {Name(one)}, though {one.Channel.Scheme.Name()} is declared, {Wire(one)}";

    private static string Other(ChannelSighting one) =>
        one.Scheme is { } scheme and not EncryptionScheme.None
            ? $"Encrypted on the wire: {scheme.Name()} on {Name(one)}, {Wire(one)}"
            : $"{ValueNames.No}, unencrypted on the wire: {Name(one)}, {Wire(one)}";

    private static string Name(ChannelSighting one) => one.Channel.Name;

    private static string Wire(ChannelSighting one) => $"between {ProbeWording.Pair(one.Record)} {AnswerWording.Wire(one.Record)}";

    private static string Unwatched(Channel channel) =>
        channel.State == EncryptionState.NotInForce
            ? $"{channel.Name} ({ChannelWording.Sign(channel)})"
            : $"{channel.Name} ({channel.Scheme.Name()} by configuration)";
}
