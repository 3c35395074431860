using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>Checks which networks and connections must be encrypted. Each is a check of its own, with its name.</summary>
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

    /// <summary>The name of a network pattern within its expectation, to report a pattern that never matched.</summary>
    public static string Part(NamePattern pattern) => $".networks '{pattern}'";

    private static void Check(HostChecks checks, EncryptionExpectation one, Footprint footprint)
    {
        if (footprint.Channels is not { } channels)
        {
            checks.Begin(one, nameof(GateRule.ChannelEncrypted), footprint.Solution, "encrypted");
            checks.Deviations.Unknown(
                one,
                Start(checks, one, footprint, "neither its settings nor its connections were seen; audit it while its agent runs")
            );
            return;
        }

        foreach (var channel in channels)
        {
            var matching = one.Networks.Where(pattern => NamesOf(channel).Any(pattern.Matches)).ToList();
            if (matching.Count > 0)
            {
                checks.Begin(one, nameof(GateRule.ChannelEncrypted), footprint.Solution, NameOf(one, channel));
                matching.ForEach(pattern => checks.Met(one, Part(pattern)));
                Check(checks, one, footprint, channel);
            }
        }
    }

    /// <summary>The engine creates the swarm's ingress network unencrypted, and can't change it afterwards.</summary>
    private static string HowToEncrypt(Footprint footprint, Channel channel)
    {
        var ingress = channel is { Scheme: EncryptionScheme.None, Subject: NetworkChannel subject }
            ? footprint.Networks.FirstOrDefault(network => network.Ingress && network.Name == subject.Network)
            : null;
        if (ingress is null)
        {
            return "";
        }

        var commands = NetworkCommand.Recreate(ingress, new() { Option = ("encrypted", "") });
        return $"; to encrypt the swarm's own network, remove the services that publish ports, then make it again: {commands}";
    }

    private static string NameOf(EncryptionExpectation one, Channel channel) =>
        string.Join(
            " ",
            new[]
            {
                channel.Name,
                "encrypted",
                one.Schemes is null ? null : string.Join(" or ", one.Schemes),
                one.Basis == Basis.None ? null : one.Basis.ToString(),
            }.OfType<string>()
        );

    private static void Check(HostChecks checks, EncryptionExpectation one, Footprint footprint, Channel channel)
    {
        var deviation = Start(checks, one, footprint, Observed(channel) + HowToEncrypt(footprint, channel)) with
        {
            Subject = channel.Name,
            Names = NamesOf(channel),
            Basis = channel.Basis,
            Evidence = [.. channel.Evidence.Select(evidence => evidence.ToString())],
        };
        var broken = channel.State == EncryptionState.NotInForce;
        if (broken || channel.Scheme == EncryptionScheme.None || one.Schemes?.Contains(channel.Scheme.Name()) == false)
        {
            checks.Deviations.Contradicted(one, deviation);
        }
        else if (channel.Basis < one.Basis && HasOtherEnd(checks.Host, footprint, channel))
        {
            checks.NotProven(one, one.Basis, footprint.Solution, deviation);
        }
    }

    /// <summary>Whether the facts were read that show encryption in force: the kernel's, or for Weave the router's report.</summary>
    public static bool WasAsked(HostSnapshot host, string solution) =>
        solution == SolutionIds.Weave ? host.Weave is not null : host.HostNamespace?.XfrmStates is not null;

    /// <summary>Whether declared encryption isn't in force, or wasn't seen although it should be.</summary>
    public static bool IsUnproven(HostSnapshot host, Footprint footprint, Channel channel) =>
        channel.State == EncryptionState.NotInForce
        || (channel.Basis < Basis.Observed && WasAsked(host, footprint.Solution) && HasOtherEnd(host, footprint, channel));

    /// <summary>Whether another host is known on the network. Without one nothing crosses, so no kernel can show encryption.</summary>
    private static bool HasOtherEnd(HostSnapshot host, Footprint footprint, Channel channel)
    {
        if (channel.Subject is not NetworkChannel network || footprint.Solution != SolutionIds.DockerOverlay)
        {
            return true;
        }

        var own = host.OwnAddresses();
        return OverlayPeerAddresses.Find(host, footprint).Any(peer => peer.Network == network.Network && !own.Contains(peer.Address));
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
        var scheme = channel.Scheme == EncryptionScheme.None ? "it is unencrypted" : $"{channel.Scheme.Name()}, {channel.Basis}";
        return ChannelWording.Sign(channel) is { Length: > 0 } sign ? $"{scheme} ({sign})" : scheme;
    }

    /// <summary>The names that a pattern can match.</summary>
    private static string[] NamesOf(Channel channel) =>
        channel.Subject switch
        {
            NetworkChannel network => [channel.Name, network.Network],
            PeerConnection connection => [channel.Name, connection.Peer],
            _ => [channel.Name],
        };
}
