using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Probes;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Probes;

/// <summary>The records of a recorded host's whole plan if everything on it worked.</summary>
internal static class SoundProbes
{
    /// <summary>Makes the records.</summary>
    /// <param name="host">The recorded host.</param>
    /// <param name="areApartReached">Whether containers of different networks and subnets reach each other.</param>
    public static IReadOnlyList<ProbeRecord> Of(HostSnapshot host, bool areApartReached)
    {
        var context = HostContext.Create(host);
        var containers = (host.Containers ?? []).Where(container => container.IsRunning);
        var options = new ProbeOptions
        {
            Namespaces = new NamespaceFiles
            {
                Host = "/proc/1/ns/net",
                Containers = containers.ToDictionary(container => container.Id, container => $"/proc/{container.Name}/ns/net"),
            },
        };
        return
        [
            .. from step in ProbeRun.Plan(context, [], options)
            from record in RecordsOf(step, context.Find(step.Solution)!, areApartReached)
            select record.Finding is VnicUsed && record.To?.Kind == ProbePeerKind.Gateway ? ByDefaultRoute(host, record) : record,
        ];
    }

    /// <summary>The record without an answer.</summary>
    public static ProbeRecord Silent(ProbeRecord record) =>
        record with
        {
            Outcome = record.Outcome == ProbeOutcome.Seen ? ProbeOutcome.NotSeen : ProbeOutcome.Silent,
            Packets = [.. record.Packets.Select(packet => packet with { Reply = null, Arrived = null })],
            Finding = record.Finding switch
            {
                NameAnswer name => name with { Result = NameResult.Untold, Found = [], Server = null, ResponseCode = null },
                WireSighting => new WireSighting { Watched = ["eth0"] },
                VnicUsed => new VnicUsed { Watched = ["eth0"] },
                PathMtu mtu => new PathMtu { LinkMtu = mtu.LinkMtu },
                HopTrace => null,
                var same => same,
            },
        };

    private static IEnumerable<ProbeRecord> RecordsOf(ProbeStep step, Footprint footprint, bool areApartReached) =>
        step switch
        {
            ProtocolStep { Delivery: ProtocolDelivery.Unicast } protocol => ProtocolProbe.Protocols.Select(number =>
                Create(protocol, new ProtocolAnswer { Protocol = Kind(number) }, kind: Kind(number))
            ),
            ProtocolStep { Watched: not null } toMany =>
            [
                Create(toMany, new ProtocolAnswer { Protocol = ToMany.KindOf(toMany.Delivery) }, ToMany.KindOf(toMany.Delivery)) with
                {
                    Outcome = ProbeOutcome.NotSeen,
                    Packets = [new() { Protocol = ToMany.KindOf(toMany.Delivery), Left = false }],
                },
            ],
            ProtocolStep group => [Create(group, new ProtocolAnswer { Protocol = KindOf(group.Delivery) }, kind: KindOf(group.Delivery))],
            IsolationStep { IsApart: true } apart when !areApartReached =>
            [
                Silent(Create(apart, new IsolationAnswer { IsWatched = false })),
            ],
            IsolationStep pair => [Create(pair, new IsolationAnswer { IsWatched = false })],
            HopStep { Hops: 0 } host => [Create(host, null)],
            HopStep hops => [Create(hops, new HopTrace { Way = IsInOnePlace(hops) ? HopWay.Bridged : HopWay.Routed })],
            MtuStep { LinkMtu: var mtu } size => [Create(size, new PathMtu { LinkMtu = mtu, Crosses = mtu })],
            VnicStep vnic => [Create(vnic, new VnicUsed { Link = vnic.From.Link }) with { Outcome = ProbeOutcome.Seen }],
            WireStep wire => [Create(wire, Sighting(wire, footprint)) with { Outcome = ProbeOutcome.Seen }],
            NameStep name => [Create(name, Answer(name.Question)) with { Packets = [] }],
            _ => [],
        };

    private static ProbeRecord Create(ProbeStep step, ProbeFinding? finding, ProbeProtocol kind = ProbeProtocol.Icmp) =>
        new()
        {
            Check = step.Check,
            Solution = step.Solution,
            From = step.From,
            To = step.To,
            Packets =
            [
                new()
                {
                    Protocol = kind,
                    Reply = new()
                    {
                        Kind = ProbeReplyKind.EchoReply,
                        From = step.Target,
                        TimeToLive = 64,
                    },
                },
            ],
            Outcome = ProbeOutcome.Reached,
            Finding = finding,
            Waited = TimeSpan.FromSeconds(1),
        };

    private static NameAnswer Answer(NameQuestion question) =>
        new()
        {
            Type = question.Type,
            Name = question.Name,
            Expected = question.Expected,
            MustNotExist = question.MustNotExist,
            Found = [.. question.Expected.Take(1)],
            Server = "127.0.0.11",
            ResponseCode = question.Expected.Count > 0 ? 0 : 3,
            Result =
                question.Expected.Count > 0 ? NameResult.Resolved
                : question.MustNotExist ? NameResult.Absent
                : NameResult.Untold,
        };

    private static WireSighting Sighting(WireStep step, Footprint footprint)
    {
        var scheme = (footprint.Channels ?? []).FirstOrDefault(channel => IsFor(channel, step))?.Scheme ?? EncryptionScheme.None;
        var isSealed = scheme != EncryptionScheme.None;
        return new()
        {
            Carrier = new()
            {
                Encapsulation = isSealed ? WireEncapsulation.Esp : WireEncapsulation.Vxlan,
                Link = "eth0",
                Source = "192.0.2.1",
                Destination = step.To.Host ?? "192.0.2.2",
            },
            Model = footprint.Carriers is [var carrier, ..] ? carrier.Model : null,
            Scheme = scheme,
            IsReadable = !isSealed,
        };
    }

    private static bool IsFor(Channel channel, ProbeStep step) =>
        channel.Subject switch
        {
            NetworkChannel network => network.Network == step.From.Network?.Name,
            PeerConnection connection => connection.Host == step.To.Host,
            _ => false,
        };

    private static ProbeRecord ByDefaultRoute(HostSnapshot host, ProbeRecord record)
    {
        var routes = host.ContainerNamespaces[record.From.ContainerId!].Routes ?? [];
        return record with { Finding = new VnicUsed { Link = routes.First(route => route.Destination == "default").Device } };
    }

    private static bool IsInOnePlace(ProbeStep step) => step is { From.Network: { } own, To.Network: { } other } && own.IsSamePlace(other);

    private static ProbeProtocol KindOf(ProtocolDelivery delivery) =>
        delivery switch
        {
            ProtocolDelivery.EchoOverIPv6 => ProbeProtocol.IcmpV6,
            ProtocolDelivery.Multicast => ProbeProtocol.Multicast,
            _ => ProbeProtocol.Broadcast,
        };

    private static ProbeProtocol Kind(int protocol) =>
        protocol switch
        {
            IPv4Packet.Icmp => ProbeProtocol.Icmp,
            IPv4Packet.Tcp => ProbeProtocol.Tcp,
            IPv4Packet.Udp => ProbeProtocol.Udp,
            Datagram.Sctp => ProbeProtocol.Sctp,
            Datagram.Gre => ProbeProtocol.Gre,
            Datagram.Esp => ProbeProtocol.Esp,
            _ => ProbeProtocol.Experimental,
        };
}
