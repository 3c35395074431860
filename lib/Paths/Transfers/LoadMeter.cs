using System.Diagnostics;
using System.Text;
using NetAudit.Collection.Formats;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;

namespace NetAudit.Paths.Transfers;

/// <summary>Measures the load of a transfer, on the thread that sends.</summary>
internal sealed class LoadMeter
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int SentAgainAt = 100;
    private const int PendingAt = 168;
    private const int WindowAt = 176;
    private const int BufferAt = 184;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Stopwatch _waiting = new();
    private readonly double _sender = ThreadSeconds();
    private readonly ProcessorTimes _machine = Machine();

    /// <summary>How long it has been sending.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Waits for room in the socket's buffer, and counts the time.</summary>
    public void Wait(KernelSocket sender)
    {
        _waiting.Start();
        _ = sender.Wait(KernelSocket.Writable, TransferSocket.Slice);
        _waiting.Stop();
    }

    /// <summary>The load since this meter was made; for TCP also the kernel's statistics of the connection.</summary>
    public TransferLoad Read(KernelSocket sender)
    {
        var (busy, all) = Machine();
        var load = new TransferLoad
        {
            Time = _clock.Elapsed.TotalSeconds,
            Sender = ThreadSeconds() - _sender,
            Waiting = _waiting.Elapsed.TotalSeconds,
            Busy = busy - _machine.Busy,
            Processors = all - _machine.All,
        };
        var information = new byte[BufferAt + sizeof(ulong)];
        return sender.GetOption(TcpLevel, TcpInfo, information) < information.Length
            ? load
            : load with
            {
                SentAgain = BitConverter.ToUInt32(information, SentAgainAt),
                Pending = Microseconds(information, PendingAt),
                Window = Microseconds(information, WindowAt),
                Buffer = Microseconds(information, BufferAt),
            };
    }

    private static double Microseconds(byte[] information, int at) => BitConverter.ToUInt64(information, at) / 1e6;

    private static double ThreadSeconds()
    {
        var time = new long[2];
        return LibC.ThreadTime(time) == 0 ? time[0] + time[1] / 1e9 : 0;
    }

    private static ProcessorTimes Machine()
    {
        using var file = KernelSocket.OpenHere(SocketKind.File("/proc/stat"));
        var text = new byte[512];
        var length = file.IsInvalid ? 0 : Math.Max(0, file.Read(text));
        return ProcessorTimes.Read(Encoding.ASCII.GetString(text, 0, length));
    }
}
