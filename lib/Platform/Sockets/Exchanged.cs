using System.Diagnostics;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Sockets;

/// <summary>A datagram that was sent, and what became of it.</summary>
internal sealed class Exchanged(Datagram datagram)
{
    private long _startedAt;

    public Datagram Datagram { get; } = datagram;

    /// <summary>Runs since it was sent.</summary>
    public Stopwatch Sent { get; private set; } = new();

    /// <summary>Whether the kernel took it.</summary>
    public bool HasLeft { get; set; }

    /// <summary>What came back; null for nothing.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>Whether a receiver at the other end saw it.</summary>
    public bool Arrived { get; set; }

    /// <summary>How long the answer took, or how long was waited, in milliseconds.</summary>
    public double Milliseconds => Math.Round(Sent.Elapsed.TotalMilliseconds, 3);

    /// <summary>
    /// From when it was handed to the kernel to when the kernel received the answer, or this program, where that isn't known.
    /// </summary>
    public TimeSpan RoundTrip { get; private set; }

    /// <summary>It is about to be sent.</summary>
    public void Start()
    {
        Sent = Stopwatch.StartNew();
        _startedAt = Stopwatch.GetTimestamp();
    }

    /// <param name="answer">What came back.</param>
    /// <param name="receivedAt">When, by a stopwatch's clock; 0: now.</param>
    public void Answered(Answer answer, long receivedAt = 0)
    {
        Answer = answer;
        Sent.Stop();
        var ticks = (double)(receivedAt - _startedAt) / Stopwatch.Frequency * TimeSpan.TicksPerSecond;
        RoundTrip = receivedAt > _startedAt ? TimeSpan.FromTicks((long)ticks) : Sent.Elapsed;
    }

    /// <summary>As a record has it.</summary>
    public ProbePacket ToPacket() =>
        new()
        {
            Protocol = Datagram.Kind,
            Marker = Datagram.MarkerText,
            Reply = Answer?.Reply,
            Arrived = Arrived ? true : null,
        };
}
