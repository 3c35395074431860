using System.Net;
using NetAudit.Live.Tests.Support;
using NetAudit.Platform.Sockets;

namespace NetAudit.Live.Tests.Probes;

public sealed class EchoV6Tests
{
    [Fact]
    public async Task A_reply_counts_and_silence_ends_at_the_limit()
    {
        Assert.SkipWhen(TemporaryNamespace.WhyNot() is not null, TemporaryNamespace.WhyNot() ?? "");
        await using var here = await TemporaryNamespace.CreateAsync("netaudit-probe");
        await using var there = await TemporaryNamespace.CreateAsync("netaudit-probe");
        await here.IpAsync($"link add v0 type veth peer name v1 netns {there.Name}");
        await here.IpAsync("addr add fd00:61::1/64 dev v0 nodad");
        await there.IpAsync("addr add fd00:61::2/64 dev v1 nodad");
        await there.IpAsync("link set v1 up");
        await here.IpAsync("link set v0 up");

        // A new link takes a moment until IPv6 uses it.
        var answered = false;
        for (var attempt = 0; attempt < 10 && !answered; attempt++)
        {
            answered = Echo(here, "fd00:61::2");
        }

        Assert.True(answered);
        await there.ExecuteAsync("ip6tables -A INPUT -p icmpv6 --icmpv6-type echo-request -j DROP");
        Assert.False(Echo(here, "fd00:61::2"));
    }

    private static bool Echo(TemporaryNamespace from, string target) =>
        EchoV6.IsAnswered(from.Path, IPAddress.Parse(target), TimeSpan.FromMilliseconds(700), TestContext.Current.CancellationToken);
}
