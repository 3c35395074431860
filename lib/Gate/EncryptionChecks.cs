using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>Which networks and connections must be encrypted: each is a check of its own, and is named.</summary>
internal static class EncryptionChecks
{
    private const string Aspect = AspectIds.EncryptionChannel;

    public static void Run(HostChecks checks)
    {
        foreach (var one in checks.Expectation.Encryption)
        {
            foreach (var footprint in checks.Standing.Where(footprint => checks.IsFor(one, footprint.Solution)))
            {
                Check(checks, one, footprint);
            }
        }
    }

    /// <summary>The part of an expectation that a network pattern is, for telling one that never matched.</summary>
    public static string Part(NamePattern pattern) => $".networks '{pattern}'";

    private static void Check(HostChecks checks, EncryptionExpectation one, Footprint footprint)
    {
        var expected = $"encrypted{(one.Schemes is null ? "" : $" with {string.Join(" or ", one.Schemes)}")}{(one.Basis == Basis.None ? "" : $", {one.Basis} or more")}";
        checks.Met(one);
        if (footprint.Channels is not { } channels)
        {
            checks.Checked(one);
            checks.Unknown(one, checks.Of(GateRule.ChannelEncrypted, footprint.Solution, Aspect, expected, "neither its settings nor its connections were seen; audit it as root while its agent runs"));
            return;
        }

        foreach (var channel in channels)
        {
            var names = NamesOf(channel);
            var matching = one.Networks.Where(pattern => names.Any(pattern.Matches)).ToList();
            if (matching.Count == 0)
            {
                continue;
            }

            checks.Checked(one);
            matching.ForEach(pattern => checks.Met(one, Part(pattern)));
            var finding = checks.Of(GateRule.ChannelEncrypted, footprint.Solution, Aspect, expected, Observed(channel)) with
            {
                Subject = channel.Name,
                Basis = channel.Basis.ToString(),
                Evidence = [.. channel.Evidence.Select(evidence => evidence.ToString())],
            };
            if (channel.Scheme == EncryptionScheme.None || one.Schemes?.Contains(channel.Scheme.Name()) == false)
            {
                checks.Contradicted(one, finding, names);
            }
            else if (channel.Basis < one.Basis)
            {
                checks.Unknown(one, finding, names);
            }
        }
    }

    private static string Observed(Channel channel) =>
        $"{(channel.Scheme == EncryptionScheme.None ? "it is in clear" : $"{channel.Scheme.Name()}, {channel.Basis}")}{(channel.Summary.Length == 0 ? "" : $" ({channel.Summary})")}";

    /// <summary>What a pattern may name it by.</summary>
    private static string[] NamesOf(Channel channel) => channel.Subject switch
    {
        NetworkChannel network => [channel.Name, network.Network],
        PeerConnection connection => [channel.Name, connection.Peer],
        _ => [channel.Name],
    };
}
