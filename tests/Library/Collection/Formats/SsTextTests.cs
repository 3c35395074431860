using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class SsTextTests
{
    [Fact]
    public void Listeners_are_read_with_owner_and_plain_addresses()
    {
        var sockets = SsText.Read(
            """
            Netid State  Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess
            udp   UNCONN 0      0            0.0.0.0:4789       0.0.0.0:*
            udp   UNCONN 0      0      10.0.0.1%eth0:53         0.0.0.0:*    users:(("dnsmasq",pid=4,fd=5))
            tcp   LISTEN 0      4096  [::ffff:1.2.3.4]:22             *:*    users:(("sshd",pid=7,fd=3),("systemd",pid=1,fd=9))
            tcp   LISTEN 0      4096               *:7946             *:*
            nl    UNCONN 0      0                 rtnl:kernel           *
            tcp   LISTEN 0      4096            oops
            """,
            listeners: true
        )!;

        Assert.Equal(
            [
                ("udp", "*", 4789, null),
                ("udp", "10.0.0.1", 53, "dnsmasq"),
                ("tcp", "1.2.3.4", 22, "sshd"),
                ("tcp", "*", 7946, (string?)null),
            ],
            sockets.Select(socket => (socket.Protocol, socket.LocalAddress, socket.LocalPort, socket.Process))
        );
        Assert.All(sockets, socket => Assert.Null(socket.RemoteAddress));
        Assert.Equal(7, sockets[2].Pid);
    }

    [Fact]
    public void Without_a_column_for_the_protocol_the_state_tells_it()
    {
        var sockets = SsText.Read(
            "State Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 0 1 [::1]:80 [::]:*\nUNCONN 0 1 [fe80::1]%eth0:546 [::]:*",
            listeners: true
        )!;

        Assert.Equal(
            [("tcp", "::1", 80), ("udp", "fe80::1", 546)],
            sockets.Select(socket => (socket.Protocol, socket.LocalAddress, socket.LocalPort))
        );
    }

    [Fact]
    public void Connections_have_both_ends()
    {
        var socket = Assert.Single(
            SsText.Read(
                "Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\ntcp ESTAB 0 0 [::ffff:10.0.0.1]:6783 "
                    + "[::ffff:10.0.0.2]:55655 users:((\"weaver\",pid=519,fd=28))",
                listeners: false
            )!
        );

        Assert.Equal(
            ("10.0.0.1", 6783, "10.0.0.2", 55655),
            (socket.LocalAddress, socket.LocalPort, socket.RemoteAddress, socket.RemotePort)
        );
    }

    [Theory]
    [InlineData("nsenter: reassociate to namespace failed: Invalid argument")]
    [InlineData("# nothing")]
    [InlineData("")]
    public void What_ss_did_not_print_is_not_an_empty_list(string text) => Assert.Null(SsText.Read(text, listeners: true));
}
