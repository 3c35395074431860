using System.Diagnostics;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Sockets;

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
