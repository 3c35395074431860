using System.Net;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Paths;

/// <summary>
/// Measures round trips over a path from one namespace to one address. Its memory is bounded by the number of packets sent.
/// </summary>
internal sealed class RoundTripProbe : IDisposable
{
    private static readonly int[] s_protocols = [IPv4Packet.Icmp, IPv4Packet.Tcp];

    private readonly Exchange _exchange;
    private readonly TimeSpan _timeout;
    private readonly List<Exchanged> _waiting = [];
    private readonly Dictionary<int, Tally> _tallies = s_protocols.ToDictionary(protocol => protocol, _ => new Tally());

    private RoundTripProbe(Exchange exchange, TimeSpan timeout) => (_exchange, _timeout) = (exchange, timeout);

    /// <summary>The address that the kernel sends from.</summary>
    public IPAddress Source => _exchange.Source;

    /// <summary>The sockets that receive answers.</summary>
    public IReadOnlyList<RawSocket> Answers => _exchange.Answers;

    /// <summary>Whether answers are still awaited.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>Opens the sockets.</summary>
    /// <exception cref="IOException">They can't be opened; the message says why.</exception>
    public static RoundTripProbe Open(string namespaceFile, string target, TimeSpan timeout)
    {
        var exchange = Exchange.Open(namespaceFile, IPAddress.Parse(target));
        exchange?.StampArrivals();
        return exchange is null ? throw new IOException($"there is no route to {target}") : new RoundTripProbe(exchange, timeout);
    }

    /// <summary>Sends a packet.</summary>
    public void Send(int protocol)
    {
        var one = _exchange.Start(protocol);
        if (one.HasLeft)
        {
            _tallies[protocol].Sent++;
            _waiting.Add(one);
        }
        else
        {
            _tallies[protocol]
                .Add(
                    one.Answer is { } refusal
                        ? ReplyWording.Reply(refusal.Reply, one.Datagram.Kind)
                        : $"this host's kernel had no room for it ({Errno.Words(Errno.NoBuffers)})"
                );
        }
    }

    /// <summary>Reads the answers, and gives up on those that are overdue.</summary>
    public void Read()
    {
        _exchange.Read(_waiting);
        foreach (var one in _waiting.Where(one => one.Answer is not null && one.RoundTrip <= _timeout))
        {
            var tally = _tallies[one.Datagram.Protocol];
            tally.Add(ReplyWording.Reply(one.Answer!.Reply, one.Datagram.Kind));
            if (one.Answer.Outcome == ProbeOutcome.Reached)
            {
                tally.Milliseconds.Add(one.RoundTrip.TotalMilliseconds);
            }
        }

        _ = _waiting.RemoveAll(one => one.Answer is not null || one.Sent.Elapsed > _timeout);
    }

    /// <summary>Drops the results so far.</summary>
    public void Forget()
    {
        _waiting.Clear();
        foreach (var protocol in s_protocols)
        {
            _tallies[protocol] = new Tally();
        }
    }

    /// <summary>The results of a protocol's packets.</summary>
    public LaneResult Result(int protocol)
    {
        var tally = _tallies[protocol];
        return new(RoundTrips.From(tally.Sent, tally.Milliseconds), tally.Words);
    }

    /// <inheritdoc />
    public void Dispose() => _exchange.Dispose();

    private sealed class Tally
    {
        // Answers differ in sender and TTL: a handful at most, unless a host forges them.
        private const int MostKinds = 8;

        private readonly Dictionary<string, int> _answers = [];

        public int Sent { get; set; }

        public List<double> Milliseconds { get; } = [];

        public IReadOnlyDictionary<string, int> Words => _answers;

        public void Add(string words)
        {
            if (_answers.TryGetValue(words, out var count) || _answers.Count < MostKinds)
            {
                _answers[words] = count + 1;
            }
        }
    }
}

/// <summary>The results of one protocol's packets over a lane.</summary>
/// <param name="RoundTrips">The figures.</param>
/// <param name="Answers">The answers in words, and how often each came.</param>
internal sealed record LaneResult(RoundTrips RoundTrips, IReadOnlyDictionary<string, int> Answers);
