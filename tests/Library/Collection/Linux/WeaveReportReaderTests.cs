using NetAudit.Collection.Linux;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Linux;

public sealed class WeaveReportReaderTests
{
    [Fact]
    public void A_report_is_read() =>
        Assert.Equal(
            "2.8.1",
            WeaveReportReader.Report("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{\"Version\":\"2.8.1\"}").Version
        );

    [Theory]
    [InlineData("", "doesn't speak HTTP")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "doesn't speak HTTP")]
    [InlineData("HTTP/1.0 400 Bad Request\r\n\r\n", "refused: 400")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nweave 2.8.1", "isn't JSON")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n[]", "isn't JSON")]
    [InlineData("HTTP/1.0\r\n\r\n{}", "doesn't speak HTTP")]
    public void Anything_else_is_an_error_that_says_what_was_answered(string answer, string said) =>
        Assert.Contains(said, Assert.Throws<IOException>(() => WeaveReportReader.Report(answer)).Message, StringComparison.Ordinal);

    [Fact]
    public void It_is_asked_only_where_one_may_be()
    {
        var listens = new NetworkNamespace
        {
            Listeners =
            [
                new SocketEntry
                {
                    Protocol = "tcp",
                    LocalAddress = "127.0.0.1",
                    LocalPort = 6784,
                },
            ],
        };

        Assert.True(WeaveReportReader.MayAnswer(listens, null));
        Assert.True(WeaveReportReader.MayAnswer(null, [new HostProcess { Pid = 1, Name = "weaver" }]));
        Assert.False(WeaveReportReader.MayAnswer(new NetworkNamespace { Listeners = [] }, [new HostProcess { Pid = 1, Name = "dockerd" }]));
        Assert.False(WeaveReportReader.MayAnswer(null, null));
    }
}
