using System.Net;
using System.Security.Cryptography;

namespace NetAudit.Platform.Sockets;

/// <summary>Sends datagrams of several protocols at once from a network namespace to one target, and gathers the replies.</summary>
internal sealed class Exchange : IDisposable
{
    private static readonly IReadOnlyList<SocketKind> s_kinds =
    [
        SocketKind.Udp,
        SocketKind.RawSender,
        SocketKind.RawReceiver(IPv4Packet.Icmp),
        SocketKind.RawReceiver(IPv4Packet.Tcp),
        SocketKind.RawReceiver(IPv4Packet.Udp),
    ];

    private readonly IPAddress _target;
    private readonly RawSocket _sender;

    private Exchange(IPAddress source, IPAddress target, RawSocket sender, IReadOnlyList<RawSocket> answers) =>
        (Source, _target, _sender, Answers) = (source, target, sender, answers);

    /// <summary>The address that the kernel sends from.</summary>
    public IPAddress Source { get; }

    /// <summary>The sockets that receive answers.</summary>
    public IReadOnlyList<RawSocket> Answers { get; }

    /// <summary>Opens an exchange; null if the namespace's kernel has no route to the target.</summary>
    /// <exception cref="IOException">The namespace can't be entered; the message says why.</exception>
    public static Exchange? Open(string namespaceFile, IPAddress target)
    {
        var opened = NamespaceSockets.OpenAll(namespaceFile, s_kinds);
        using var route = opened[0];
        RawSocket[] raw = [.. opened.Skip(1).Select(socket => new RawSocket(socket))];
        try
        {
            // Connecting a UDP socket sends nothing; it shows which source address the kernel picks.
            if (route.Connect(new IPEndPoint(target, Datagram.Port)) == 0 && route.LocalEnd is { } own)
            {
                raw[2].ReceiveFrom(target);
                raw[3].ReceiveFrom(target);
                return new Exchange(own.Address, target, raw[0], [.. raw.Skip(1)]);
            }
        }
        catch (IOException)
        {
            Close(raw);
            throw;
        }

        Close(raw);
        return null;
    }

    /// <summary>Sends a datagram of each protocol, and waits until each is answered or the time is over.</summary>
    /// <param name="protocols">Protocol numbers.</param>
    /// <param name="arrivals">Receivers at the other end, or none.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> Send(
        IEnumerable<int> protocols,
        Arrivals? arrivals,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        return new AnswerWait(this, [.. protocols.Select(Start)], timeout).UntilAnswered(arrivals, cancellationToken);
    }

    /// <summary>
    /// Sends a datagram of each protocol, and waits until each is answered. Once one is, the others get ten times as long as the slowest
    /// answer took. Those not answered by then need not be lost.
    /// </summary>
    /// <param name="protocols">Protocol numbers.</param>
    /// <param name="timeout">The time limit, which is also the wait if nothing is answered.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> SendBriefly(IEnumerable<int> protocols, TimeSpan timeout, CancellationToken cancellationToken) =>
        new AnswerWait(this, [.. protocols.Select(Start)], timeout).Briefly(cancellationToken);

    /// <summary>Sends a datagram of each protocol, and waits until each is answered or has arrived, or the time is over.</summary>
    /// <param name="protocols">Protocol numbers.</param>
    /// <param name="arrivals">Receivers at the other end.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> SendUntilSeen(
        IEnumerable<int> protocols,
        Arrivals arrivals,
        TimeSpan timeout,
        CancellationToken cancellationToken
    ) => new AnswerWait(this, [.. protocols.Select(Start)], timeout).UntilSeen(arrivals, cancellationToken);

    /// <summary>Makes the kernel record when each answer comes, so that <see cref="Exchanged.RoundTrip"/> is exact.</summary>
    public void StampArrivals()
    {
        foreach (var socket in Answers)
        {
            socket.StampArrivals();
        }
    }

    /// <summary>Sends a datagram and doesn't wait.</summary>
    public Exchanged Start(int protocol)
    {
        var one = new Exchanged(Datagram.Create(protocol, Source, _target, Marker()));
        Transmit(one, IPv4Packet.Write(Source, _target, protocol, one.Datagram.Payload));
        return one;
    }

    /// <summary>Sends an ICMP echo request for each hop limit, all at once, and waits until each is answered or the time is over.</summary>
    /// <param name="hops">The hop limits.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IReadOnlyList<Exchanged> SendHops(IEnumerable<int> hops, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var sent = new List<Exchanged>();
        foreach (var number in hops)
        {
            var one = new Exchanged(Datagram.Create(IPv4Packet.Icmp, Source, _target, Marker()));
            sent.Add(one);
            Transmit(one, IPv4Packet.Write(Source, _target, IPv4Packet.Icmp, one.Datagram.Payload, timeToLive: number));
        }

        return new AnswerWait(this, sent, timeout).UntilAnswered(null, cancellationToken);
    }

    /// <summary>Sends an ICMP echo request that must not be fragmented, and waits for its answer.</summary>
    /// <param name="size">The packet's length, header included.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public Exchanged SendWhole(int size, TimeSpan timeout, CancellationToken cancellationToken) =>
        SendSized(size, whole: true, timeout, cancellationToken);

    /// <summary>Sends an ICMP echo request of a size, and waits for its answer.</summary>
    /// <param name="size">The packet's length, header included.</param>
    /// <param name="whole">Whether it must not be fragmented.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public Exchanged SendSized(int size, bool whole, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var one = new Exchanged(Datagram.Create(IPv4Packet.Icmp, Source, _target, Marker()));

        // Zeros don't change the checksum.
        byte[] payload = [.. one.Datagram.Payload, .. new byte[size - IPv4Packet.ShortestHeader - one.Datagram.Payload.Length]];
        Transmit(one, IPv4Packet.Write(Source, _target, IPv4Packet.Icmp, payload, whole));
        return new AnswerWait(this, [one], timeout).UntilAnswered(null, cancellationToken)[0];
    }

    private void Transmit(Exchanged one, byte[] packet)
    {
        // Within one machine the answer is there before the call returns.
        one.Start();
        var error = _sender.Send(packet, _target);
        one.HasLeft = error == 0;
        if (error is not (0 or Errno.NoBuffers))
        {
            one.Answered(Answer.FromKernel(error));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _sender.Dispose();
        Close(Answers);
    }

    /// <summary>Reads the replies to datagrams that were sent.</summary>
    public void Read(IReadOnlyCollection<Exchanged> sent)
    {
        foreach (var packet in Answers.SelectMany(socket => socket.Receive()))
        {
            foreach (var one in sent.Where(one => one.Answer is null))
            {
                if (Answer.Read(packet, one.Datagram, _target) is { } answer)
                {
                    one.Answered(answer, packet.ReceivedAt);
                }
            }
        }
    }

    private static void Close(IEnumerable<RawSocket> sockets)
    {
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }

    private static byte[] Marker()
    {
        var marker = new byte[8];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(marker);
        return marker;
    }
}
