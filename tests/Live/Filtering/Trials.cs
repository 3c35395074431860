using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;

namespace NetAudit.Live.Tests.Filtering;

/// <summary>Random packets, no two of the same connection.</summary>
internal sealed class Trials(Random random)
{
    private static readonly int[] Ports = [53, 4789, 1023, 1024, 5000, 8080];

    private readonly HashSet<(IPAddress, IPAddress, string, int, int)> used = [];
    private uint number;

    public IEnumerable<TrialPacket> Create(int count)
    {
        while (count > 0)
        {
            var trial = One();
            var packet = trial.Packet;
            var from = packet.SourcePort ?? (int)trial.Number;
            if (used.Add((packet.Source!, packet.Destination!, packet.Protocol.Name, from, packet.DestinationPort ?? 0)))
            {
                count--;
                yield return trial;
            }
        }
    }

    /// <summary>Makes the answer to a packet that came through.</summary>
    public TrialPacket Answer(TrialPacket trial)
    {
        var packet = trial.Packet;
        return new TrialPacket(
            ++number,
            TrialWay.Answer,
            "c",
            packet with
            {
                Source = packet.Destination,
                Destination = packet.Source,
                SourcePort = packet.DestinationPort,
                DestinationPort = packet.SourcePort,
                InLink = "c",
                OutLink = LinkOf(packet.Source!),
                State = ConnectionState.Established,
            }
        );
    }

    private TrialPacket One()
    {
        number++;
        var isIPv6 = random.Next(4) == 0;
        var way = (TrialWay)random.Next(3);
        var link = random.Next(3) == 0 ? "b" : "a";
        var network = link == "a" ? 1 : 2;
        var icmp = isIPv6 ? IPProtocol.IcmpV6 : IPProtocol.Icmp;
        var protocol = random.Next(5) switch
        {
            0 => icmp,
            1 or 2 => IPProtocol.Tcp,
            _ => IPProtocol.Udp,
        };
        var sender = random.Next(4) == 0 ? 3 - network : network;
        var hasPorts = protocol == IPProtocol.Tcp || protocol == IPProtocol.Udp;
        var packet = new Packet
        {
            Protocol = protocol,
            IsIPv6 = isIPv6,
            Source = way == TrialWay.Send ? Address(isIPv6, 3, 1) : Address(isIPv6, sender, random.Next(2, 10)),
            Destination = way == TrialWay.Receive ? Address(isIPv6, network, 1) : Address(isIPv6, 3, random.Next(2, 10)),
            InLink = way == TrialWay.Send ? Packet.NoLink : link,
            OutLink = way == TrialWay.Receive ? Packet.NoLink : "c",
            SourcePort = hasPorts
                ? random.Next(4) == 0
                    ? Ports[random.Next(Ports.Length)]
                    : random.Next(1024, 65536)
                : null,
            DestinationPort = hasPorts
                ? random.Next(3) == 0
                    ? random.Next(1, 65536)
                    : Ports[random.Next(Ports.Length)]
                : null,
            IcmpType =
                hasPorts ? null
                : isIPv6 ? 128
                : 8,
            TcpFlags = protocol == IPProtocol.Tcp ? ["syn"] : null,
            IsSourceLocal = way == TrialWay.Send,
            IsDestinationLocal = way == TrialWay.Receive,
        };
        return new TrialPacket(number, way, link, packet);
    }

    private static IPAddress Address(bool isIPv6, int network, int last) =>
        IPAddress.Parse(isIPv6 ? $"fd00:{network}::{last}" : $"10.{network}.0.{last}");

    private static string LinkOf(IPAddress address) =>
        address.GetAddressBytes() is { Length: 4 } four ? (four[1] == 1 ? "a" : "b") : (address.GetAddressBytes()[3] == 1 ? "a" : "b");
}
