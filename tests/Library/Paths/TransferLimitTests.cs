using NetAudit.Paths;
using NetAudit.Paths.Transfers;

namespace NetAudit.Library.Tests.Paths;

/// <summary>The limits that a transfer reports are the ones that the kernel counted, and no others.</summary>
public sealed class TransferLimitTests
{
    private static readonly TransferLoad s_load = new()
    {
        Time = 2,
        Sender = 0.4,
        Busy = 60,
        Processors = 200,
        Pending = 1.9,
    };

    [Fact]
    public void Of_TCP_it_is_what_held_the_data_back_for_most_of_the_time()
    {
        Assert.Equal("limited by the receiver: its window was full 75 % of the time", Tcp(s_load with { Window = 1.5 }));
        Assert.Equal("limited by the send buffer: it was too small 60 % of the time", Tcp(s_load with { Buffer = 1.2 }));
        Assert.Equal("limited by loss on the path: 1 segment was sent again", Tcp(s_load with { SentAgain = 1 }));
        Assert.Equal("limited by the path: data waited for acknowledgements 95 % of the time, and none was lost", Tcp(s_load));
        Assert.Equal(
            "limited by the time: data was still arriving when NetAudit stopped waiting for it",
            Tcp(s_load with { CutOff = true, Window = 2 })
        );
    }

    [Fact]
    public void A_thread_or_a_machine_that_never_rests_is_the_limit()
    {
        Assert.Equal("limited by one processor: the sending thread ran 95 % of the time", Tcp(s_load with { Sender = 1.9 }));
        Assert.Equal("limited by this machine's processors: they were busy 99 % of the time", Tcp(s_load with { Busy = 198 }));
        Assert.Equal("limited by one processor: the sending thread ran 95 % of the time", Udp(1000, 1000, s_load with { Sender = 1.9 }));
    }

    [Fact]
    public void Of_UDP_it_is_the_loss_on_the_path_or_the_reader_or_the_link()
    {
        Assert.Equal("limited by the path: it lost 40 % of the datagrams", Udp(1000, 600, s_load with { Sender = 1.9 }));
        Assert.Equal(
            "limited by the receiver: 40 % of the datagrams came faster than NetAudit read them",
            Udp(1000, 600, s_load with { Sender = 1.9 }, 400)
        );
        Assert.Equal("limited by the sending link: its queue was full 80 % of the time", Udp(1000, 1000, s_load with { Waiting = 1.6 }));
    }

    [Fact]
    public void Where_nothing_shows_a_limit_none_is_made_up()
    {
        const string Expected = "no single limit seen: the sending thread ran 20 % of the time, this machine's processors 30 %";
        Assert.Equal(Expected, Tcp(s_load with { Pending = 0.2 }));
        Assert.Equal(Expected, Udp(1000, 995, s_load));
        Assert.Null(TransferLimit.Words(new TransferResult("10.5.15.2", 1, 1)));
    }

    private static string? Tcp(TransferLoad load) => TransferLimit.Words(new TransferResult("10.5.15.2", 1_000_000, 2) { Load = load });

    private static string? Udp(long sent, long received, TransferLoad load, long overrun = 0) =>
        TransferLimit.Words(
            new TransferResult("10.5.15.2", received * 1422, 2)
            {
                Sent = sent,
                Received = received,
                Overrun = overrun,
                Load = load,
            }
        );
}
