using System.Diagnostics;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Sockets;

/// <summary>A datagram that was sent, and its outcome.</summary>
internal sealed class Exchanged(Datagram datagram)
{
    private long _startedAt;

    public Datagram Datagram { get; } = datagram;

    /// <summary>A stopwatch that runs since it was sent.</summary>
    public Stopwatch Sent { get; private set; } = new();

    /// <summary>Whether the kernel accepted it.</summary>
    public bool HasLeft { get; set; }

    /// <summary>The reply; null if none came.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>Whether a receiver at the other end saw it.</summary>
    public bool Arrived { get; set; }

    /// <summary>How long the answer took, or how long it was awaited, in milliseconds.</summary>
    public double Milliseconds => Math.Round(Sent.Elapsed.TotalMilliseconds, 3);

    /// <summary>
    /// The time from handing it to the kernel until the kernel received the answer; if that isn't known, until this program did.
    /// </summary>
    public TimeSpan RoundTrip { get; private set; }

    /// <summary>Starts the clock, just before it is sent.</summary>
    public void Start()
    {
        Sent = Stopwatch.StartNew();
        _startedAt = Stopwatch.GetTimestamp();
    }

    /// <param name="answer">The reply.</param>
    /// <param name="receivedAt">When it came, by a stopwatch's clock; 0: now.</param>
    public void Answered(Answer answer, long receivedAt = 0)
    {
        Answer = answer;
        Sent.Stop();
        var ticks = (double)(receivedAt - _startedAt) / Stopwatch.Frequency * TimeSpan.TicksPerSecond;
        RoundTrip = receivedAt > _startedAt ? TimeSpan.FromTicks((long)ticks) : Sent.Elapsed;
    }

    /// <summary>The packet in a record's form.</summary>
    public ProbePacket ToPacket() =>
        new()
        {
            Protocol = Datagram.Kind,
            Marker = Datagram.MarkerText,
            Reply = Answer?.Reply,
            Arrived = Arrived ? true : null,
        };
}
