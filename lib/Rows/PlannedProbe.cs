using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Probes.Trials;
using NetAudit.Probes.Wire;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>A probe that would be sent, in words, for -WhatIf.</summary>
public sealed record PlannedProbe
{
    /// <summary>The sender: "container c1 (eth0 10.0.1.2 on ov1)".</summary>
    public required string From
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The target: "10.0.1.3 (c2 on ov1, host 10.99.0.2)".</summary>
    public required string To
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The network, or both networks, of the pair; null if there is none.</summary>
    public string? Network
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The packets: "an ICMP echo request and a TCP SYN".</summary>
    public required string Sent
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Puts a step of a plan into words.</summary>
    public static PlannedProbe Create(ProbeStep step) =>
        new()
        {
            From = ProbeWording.Sender(step.From, step.Solution),
            To = ProbeWording.Target(step.To, step.Solution),
            Network =
                step is NameStep
                    ? step.From.Network?.Name ?? step.From.Network?.Subnet
                    : ProbeWording.Networks(step.From, step.To, step.Solution),
            Sent = Packets(step),
        };

    /// <summary>Puts the networks that a trial would create into words.</summary>
    public static string Summarize(NetworkTrial trial) =>
        $"create {trial.Networks.Count} networks, one after the other, and remove them: "
        + $"{string.Join("; ", trial.Networks.Select(InWords))}";

    private static string InWords(TrialNetwork network) =>
        $"driver {network.Driver}{(network.Internal ? ", internal" : "")}, with {TrialWording.Subnet(network)}";

    private static string Packets(ProbeStep step) =>
        step switch
        {
            NameStep name => ProbeWording.Question(name.Question.Type, name.Question.Name, name.Question.MustNotExist),
            ProtocolStep { Watched: not null } toMany => ToAll(toMany),
            ProtocolStep protocol => Packets(protocol),
            IsolationStep { IsApart: true } => "an ICMP echo request, a TCP SYN and a UDP datagram",
            IsolationStep => "an ICMP echo request and a TCP SYN",
            HopStep { Hops: > 0 } hops => ProbeWording.Hops(hops.Hops),
            HopStep => "an ICMP echo request",
            MtuStep { LinkMtu: var mtu } =>
                $"an ICMP echo request of {mtu} bytes that may not be fragmented; where that isn't answered, up to "
                    + $"{WholeSize.Steps(mtu)} shorter ones, and one of {mtu} bytes that may be fragmented",
            VnicStep => "an ICMP echo request, while the container's own links are watched",
            WireStep wire => Packets(wire),
            _ => "",
        };

    private static string ToAll(ProtocolStep step)
    {
        var packet = ReplyWording.Packet(new() { Protocol = ToMany.KindOf(step.Delivery), GroupAddress = step.GroupAddress });
        return $"{packet}, up to 3 times, while the links to other hosts are watched";
    }

    private static string Packets(ProtocolStep step) =>
        step.Delivery switch
        {
            ProtocolDelivery.EchoOverIPv6 => "an ICMPv6 echo request",
            ProtocolDelivery.Multicast => ReplyWording.Packet(
                new() { Protocol = ProbeProtocol.Multicast, GroupAddress = step.GroupAddress }
            ),
            ProtocolDelivery.Broadcast => ReplyWording.Packet(
                new() { Protocol = ProbeProtocol.Broadcast, GroupAddress = step.GroupAddress }
            ),
            _ => $"one packet each of ICMP, TCP, UDP and the IP protocols 132 (SCTP), 47 (GRE), 50 (ESP), 253 (unassigned): "
                + $"{ProtocolProbe.Protocols.Count} packets of at most 44 bytes; a silent one again",
        };

    private static string Packets(WireStep step)
    {
        var end = step.Hops == WireProbe.HopsToHost ? $" that ends after {step.Hops} hops, at {step.To.Host}" : "";
        var watched = step.To.Host is { } host ? $"the link to {host} is" : $"the host's links {string.Join(", ", step.Links)} are";
        return $"an ICMP echo request of {HiddenFrames.InnerPacket} bytes{end}, up to {HiddenFrames.MostTries} times, one at a time, while "
            + $"{watched} watched";
    }
}
