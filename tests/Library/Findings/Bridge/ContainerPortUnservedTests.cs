using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerPortUnservedTests
{
    [Fact]
    public void On_a_sound_host_nothing_is_said() => Assert.Empty(PlainHost.Sound.Find<ContainerPortUnserved>());

    [Theory]
    [InlineData("127.0.0.1", 1)]
    [InlineData("::1", 1)]
    [InlineData("*", 0)]
    [InlineData("172.17.0.3", 0)]
    public void A_program_that_listens_on_the_containers_loopback_serves_nobody(string address, int findings)
    {
        var socket = new SocketEntry
        {
            Protocol = "tcp",
            LocalAddress = address,
            LocalPort = 80,
        };
        var host = PlainHost.Sound.Inside("pb1", inside => inside with { Listeners = [socket] });

        var found = host.Find<ContainerPortUnserved>();
        Assert.Equal(findings, found.Count);
        Assert.All(found, finding => Assert.Equal("8080/tcp", finding.Subject.Name));
    }
}
