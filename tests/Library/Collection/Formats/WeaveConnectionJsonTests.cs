using NetAudit.Collection;
using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class WeaveConnectionJsonTests
{
    private static WeaveConnection Read(string state, string info) =>
        WeaveConnectionJson.Read(new JsonObject([new("Address", "192.0.2.2:6783"), new("State", state), new("Info", info)]));

    [Theory]
    [InlineData("sleeve 3a:2c:46:bd:26:7f(node2)", false, "sleeve", "3a:2c:46:bd:26:7f", "node2")]
    [InlineData("encrypted   fastdp 3a:2c:46:bd:26:7f(node2)", true, "fastdp", "3a:2c:46:bd:26:7f", "node2")]
    [InlineData(
        "unencrypted sleeve 3a:2c:46:bd:26:7f(a (b) encrypted sleeve)",
        false,
        "sleeve",
        "3a:2c:46:bd:26:7f",
        "a (b) encrypted " + "sleeve"
    )]
    [InlineData("sleeve 3a:2c:46:bd:26:7f()", false, "sleeve", "3a:2c:46:bd:26:7f", null)]
    [InlineData("", false, null, null, null)]
    public void A_connections_words_are_read(string info, bool encrypted, string? overlay, string? name, string? nick)
    {
        var read = Read("established", info);

        Assert.Equal((encrypted, overlay, name, nick), (read.Encrypted, read.Overlay, read.PeerName, read.NickName));
        Assert.Equal("192.0.2.2", read.RemoteAddress);
        Assert.Null(read.Fault);
    }

    [Theory]
    [InlineData("cannot connect to ourself, retry: never", WeaveFault.Itself, "cannot connect to ourself")]
    [InlineData(
        "local \"a\" and remote \"b\" peer names collision, retry: never",
        WeaveFault.NameCollision,
        "local \"a\" and remote " + "\"b\" peer names collision"
    )]
    [InlineData(
        "dial tcp :0->192.0.2.2:6783: connect: no route to host, retry: 2026",
        WeaveFault.NotReached,
        "dial tcp " + ":0->192.0.2.2:6783: connect: no route to host"
    )]
    [InlineData("Multiple connections to 3a(n2) added to 66(n1)", WeaveFault.Duplicate, "Multiple connections to 3a(n2) added to 66(n1)")]
    [InlineData("read tcp: EOF", WeaveFault.Other, "read tcp: EOF")]
    public void A_failure_is_read_without_the_time_of_the_next_try(string info, WeaveFault fault, string words)
    {
        var read = Read("failed", info);

        Assert.Equal((fault, words), (read.Fault, read.FaultText));
        Assert.Null(read.PeerName);
    }

    [Fact]
    public void No_words_are_no_reason() => Assert.Null(Read("connecting", "").Fault);
}
