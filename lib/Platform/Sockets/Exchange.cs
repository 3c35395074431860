using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Sockets;

/// <summary>Sends a datagram of each of some protocols to one target, at once, and gathers what comes back. Of the namespace that the calling thread is in.</summary>
internal sealed class Exchange : IDisposable
{
    private const int Slice = 50;
    /// <summary>ENOBUFS: the packet was dropped before it left.</summary>
    public const int NoBuffers = 105;


    private readonly IPAddress _target;
    private readonly RawSocket _sender = RawSocket.Sender();
    private readonly IReadOnlyList<RawSocket> _answers;

    private Exchange(IPAddress source, IPAddress target)
    {
        (Source, _target) = (source, target);
        _answers = [RawSocket.Receiver(IPv4Packet.Icmp), RawSocket.Receiver(IPv4Packet.Tcp, target), RawSocket.Receiver(IPv4Packet.Udp, target)];
    }

    /// <summary>The address that the kernel sends from.</summary>
    public IPAddress Source { get; }

    /// <summary>What answers come in by.</summary>
    public IReadOnlyList<RawSocket> Answers => _answers;

    /// <summary>Makes one; null where the kernel has no route to the target.</summary>
    public static Exchange? To(IPAddress target)
    {
        try
        {
            // Connecting a UDP socket sends nothing; it tells which source address the kernel picks.
            using var socket = new System.Net.Sockets.Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(target, Datagram.Port);
            return new Exchange(((IPEndPoint)socket.LocalEndPoint!).Address, target);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Sends them all, and waits until each is answered or the time is over.</summary>
    /// <param name="protocols">Protocol numbers.</param>
    /// <param name="arrivals">Receivers at the other end, or none.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> Send(IEnumerable<int> protocols, Arrivals? arrivals, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var sent = new List<Exchanged>();
        foreach (var protocol in protocols)
        {
            sent.Add(Start(protocol));
        }

        return Await(sent, arrivals, timeout, cancellationToken);
    }

    /// <summary>Sends one, and waits for nothing.</summary>
    public Exchanged Start(int protocol)
    {
        var one = new Exchanged(Datagram.Of(protocol, Source, _target, Marker()));
        Transmit(one, IPv4Packet.Write(Source, _target, protocol, one.Datagram.Payload));
        return one;
    }

    /// <summary>Sends an ICMP echo request for each of some numbers of hops that it may go, all at once, and waits until each is answered or the time is over.</summary>
    /// <param name="hops">The numbers.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> SendHops(IEnumerable<int> hops, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var sent = new List<Exchanged>();
        foreach (var number in hops)
        {
            var one = new Exchanged(Datagram.Of(IPv4Packet.Icmp, Source, _target, Marker()));
            sent.Add(one);
            Transmit(one, IPv4Packet.Write(Source, _target, IPv4Packet.Icmp, one.Datagram.Payload, timeToLive: number));
        }

        return Await(sent, null, timeout, cancellationToken);
    }

    /// <summary>Sends an ICMP echo request that must not be fragmented, and waits for its answer.</summary>
    /// <param name="size">The packet's length, header included.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public Exchanged SendWhole(int size, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var one = new Exchanged(Datagram.Of(IPv4Packet.Icmp, Source, _target, Marker()));

        // Zeros leave the checksum as it is.
        byte[] payload = [.. one.Datagram.Payload, .. new byte[size - IPv4Packet.ShortestHeader - one.Datagram.Payload.Length]];
        Transmit(one, IPv4Packet.Write(Source, _target, IPv4Packet.Icmp, payload, whole: true));
        return Await([one], null, timeout, cancellationToken)[0];
    }

    private void Transmit(Exchanged one, byte[] packet)
    {
        // Within one machine the answer is there before the call returns.
        one.Sent = Stopwatch.StartNew();
        var error = _sender.Send(packet, _target);
        one.HasLeft = error == 0;
        if (error is not (0 or NoBuffers))
        {
            one.Answered(new Answer(ProbeOutcome.Refused, $"this host's kernel refused to send it: {Refusal(error)}"));
        }
    }

    private List<Exchanged> Await(List<Exchanged> sent, Arrivals? arrivals, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IReadOnlyList<RawSocket> sockets = [.. _answers, .. arrivals?.Sockets ?? []];
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < timeout && sent.Any(one => one.Answer is null || (arrivals is not null && !one.Arrived && one.Answer.Outcome == ProbeOutcome.Reached)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            RawSocket.Wait(sockets, Slice);
            Read(sent);
            arrivals?.Read(sent);
        }

        sent.ForEach(one => one.Sent.Stop());
        return sent;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _sender.Dispose();
        foreach (var socket in _answers)
        {
            socket.Dispose();
        }
    }

    /// <summary>Reads what has come back for some of those that were sent.</summary>
    public void Read(IReadOnlyCollection<Exchanged> sent)
    {
        foreach (var packet in _answers.SelectMany(socket => socket.Receive()))
        {
            foreach (var one in sent.Where(one => one.Answer is null))
            {
                if (Answer.Read(packet, one.Datagram, _target) is { } answer)
                {
                    one.Answered(answer);
                }
            }
        }
    }

    private static byte[] Marker()
    {
        var marker = new byte[8];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(marker);
        return marker;
    }

    private static string Refusal(int error) => error switch
    {
        90 => "it is longer than the link's MTU (EMSGSIZE)",
        Errno.NotPermitted => "its firewall drops it (EPERM)",
        101 => "no route to the network (ENETUNREACH)",
        113 => "no route to the host (EHOSTUNREACH)",
        _ => Errno.Words(error),
    };
}

/// <summary>A datagram that was sent, and what became of it.</summary>
internal sealed class Exchanged(Datagram datagram)
{
    public Datagram Datagram { get; } = datagram;

    /// <summary>Runs since it was sent.</summary>
    public Stopwatch Sent { get; set; } = new();

    /// <summary>Whether the kernel took it.</summary>
    public bool HasLeft { get; set; }

    /// <summary>What came back; null for nothing.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>Whether a receiver at the other end saw it.</summary>
    public bool Arrived { get; set; }

    /// <summary>How long the answer took, or how long was waited, in milliseconds.</summary>
    public double Milliseconds => Math.Round(Sent.Elapsed.TotalMilliseconds, 3);

    public void Answered(Answer answer)
    {
        Answer = answer;
        Sent.Stop();
    }
}
