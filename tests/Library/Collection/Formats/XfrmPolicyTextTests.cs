using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class XfrmPolicyTextTests
{
    [Fact]
    public void An_ipsec_policy_is_read_with_its_mark_and_template_and_a_sockets_is_left_out()
    {
        var policies = XfrmPolicyText.Read(
            """
            src 10.97.0.1/32 dst 10.97.0.2/32 proto udp dport 4789
            	dir out priority 0 ptype main
            	mark 0xd0c4e3/0xffffffff
            	tmpl src 10.97.0.1 dst 10.97.0.2
            		proto esp spi 0xbb5b1a6f reqid 13681891(0x00d0c4e3) mode transport
            src 0.0.0.0/0 dst 0.0.0.0/0
            	socket in priority 0
            src fd00::/64 dst ::/0
            	dir fwd action block priority 7
            """
        );

        Assert.Equal(2, policies.Count);
        Assert.Equal(
            ("out", "udp", 4789, 0xd0c4e3L),
            (policies[0].Direction, policies[0].Protocol, policies[0].DestinationPort, policies[0].Mark!.Value)
        );
        Assert.Null(policies[0].SourcePort);
        Assert.Equal(
            (0xbb5b1a6fL, 13681891L, "transport"),
            (policies[0].Templates[0].Spi!.Value, policies[0].Templates[0].RequestId!.Value, policies[0].Templates[0].Mode)
        );
        Assert.Equal(("fwd", "fd00::/64", true), (policies[1].Direction, policies[1].Source, policies[1].Blocks));
    }
}
