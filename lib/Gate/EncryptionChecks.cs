using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>Which networks and connections must be encrypted: each is a check of its own, and is named.</summary>
internal static class EncryptionChecks
{
    public static void Run(HostChecks checks)
    {
        foreach (var one in checks.Expectation.Encryption)
        {
            foreach (var footprint in checks.Standing.Where(footprint => checks.IsFor(one, footprint.Solution)))
            {
                checks.Met(one);
                Check(checks, one, footprint);
            }
        }
    }

    /// <summary>The part of an expectation that a network pattern is, for telling one that never matched.</summary>
    public static string Part(NamePattern pattern) => $".networks '{pattern}'";

    private static void Check(HostChecks checks, EncryptionExpectation one, Footprint footprint)
    {
        if (footprint.Channels is not { } channels)
        {
            checks.Checked(one);
            checks.Deviations.Unknown(one, Start(
                checks, one, footprint, "neither its settings nor its connections were seen; audit it as root while its agent runs"));
            return;
        }

        foreach (var channel in channels)
        {
            var matching = one.Networks.Where(pattern => NamesOf(channel).Any(pattern.Matches)).ToList();
            if (matching.Count > 0)
            {
                checks.Checked(one);
                matching.ForEach(pattern => checks.Met(one, Part(pattern)));
                Check(checks.Deviations, one, channel, Start(checks, one, footprint, Observed(channel)));
            }
        }
    }

    private static void Check(DeviationList deviations, EncryptionExpectation one, Channel channel, Deviation started)
    {
        var deviation = started with
        {
            Subject = channel.Name,
            Names = NamesOf(channel),
            Basis = channel.Basis,
            Evidence = [.. channel.Evidence.Select(evidence => evidence.ToString())],
        };
        if (channel.Scheme == EncryptionScheme.None || one.Schemes?.Contains(channel.Scheme.Name()) == false)
        {
            deviations.Contradicted(one, deviation);
        }
        else if (channel.Basis < one.Basis)
        {
            deviations.Unknown(one, deviation);
        }
    }

    private static Deviation Start(HostChecks checks, EncryptionExpectation one, Footprint footprint, string observed)
    {
        var schemes = one.Schemes is null ? "" : $" with {string.Join(" or ", one.Schemes)}";
        var basis = one.Basis == Basis.None ? "" : $", {one.Basis} or more";
        return checks.Deviations.Start(GateRule.ChannelEncrypted, footprint.Solution, $"encrypted{schemes}{basis}", observed) with
        {
            Aspect = AspectIds.EncryptionChannel,
        };
    }

    private static string Observed(Channel channel)
    {
        var scheme = channel.Scheme == EncryptionScheme.None ? "it is in clear" : $"{channel.Scheme.Name()}, {channel.Basis}";
        return channel.Summary.Length == 0 ? scheme : $"{scheme} ({channel.Summary})";
    }

    /// <summary>What a pattern may name it by.</summary>
    private static string[] NamesOf(Channel channel) => channel.Subject switch
    {
        NetworkChannel network => [channel.Name, network.Network],
        PeerConnection connection => [channel.Name, connection.Peer],
        _ => [channel.Name],
    };
}
