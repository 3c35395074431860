using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class SocketCountsTests
{
    private const string Sockstat = "sockets: used 23\nTCP: inuse 3 orphan 0 tw 2 alloc 9 mem 1\nUDP: inuse 1 mem 0\nUDPLITE: inuse 0\n";

    [Fact]
    public void It_tells_how_many_sockets_are_in_use() =>
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["TCP"] = 3,
                ["UDP"] = 1,
                ["UDPLITE"] = 0,
            },
            SocketCounts.InUse(Sockstat)
        );

    [Theory]
    [InlineData("")]
    [InlineData("TCP:\n")]
    [InlineData("TCP inuse 1\n")]
    [InlineData("TCP: inuse -1 orphan 0\n")]
    [InlineData("TCP: inuse 99999999999999999999\n")]
    public void What_is_no_count_is_not_told(string text) => Assert.Empty(SocketCounts.InUse(text));
}
