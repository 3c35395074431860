using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.SettingsHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class NameServerSilentTests
{
    [Theory]
    [InlineData("127.0.0.53", "127.0.0.53", 0)]
    [InlineData("127.0.0.53", "*", 0)]
    [InlineData("127.0.0.53", "127.0.0.1", 1)]
    [InlineData("127.0.0.1", null, 1)]
    [InlineData("192.0.2.53", null, 0)]
    public void A_name_server_on_loopback_must_listen(string server, string? listener, int findings)
    {
        var host = With();
        host = host with
        {
            Resolver = new Resolver { NameServers = [server] },
            HostNamespace = host.HostNamespace! with
            {
                Listeners = listener is null
                    ? []
                    :
                    [
                        new SocketEntry
                        {
                            Protocol = "udp",
                            LocalAddress = listener,
                            LocalPort = 53,
                        },
                    ],
            },
        };

        Assert.Equal(findings, host.Find<NameServerSilent>().Count);
    }
}
