using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Weave;

public sealed class WeaveNameCollisionTests
{
    private const string Itself = "cannot connect to ourself, retry: never";

    [Fact]
    public void A_router_that_takes_another_host_for_itself_is_named_with_the_name_they_share()
    {
        var finding = Assert.Single(WeaveHost.With([WeaveHost.Failed("192.0.2.2:6783", Itself)]).Find<WeaveNameCollision>());

        Assert.Equal("peer 192.0.2.2", finding.Subject.ToString());
        Assert.Equal(
            "Containers here don't reach containers on 192.0.2.2:6783: the router there has the same name as this "
                + "one, 66:93:42:b2:a6:2f, so the two never connect.",
            finding.Message
        );
        Assert.Equal(
            "weave reset && rm /etc/machine-id && systemd-machine-id-setup && weave launch # on one of the two "
                + "hosts: gives it a machine ID of its own; or weave launch --name with another MAC address",
            finding.Remediation
        );
    }

    [Fact]
    public void A_collision_that_the_router_itself_names_is_one() =>
        Assert.Single(
            WeaveHost
                .With([
                    WeaveHost.Failed(
                        "198.51.100.2:6783",
                        "local \\\"66:93(a)\\\" and remote \\\"66:93(b)\\\" peer names collision, retry: " + "never"
                    ),
                ])
                .Find<WeaveNameCollision>()
        );

    [Fact]
    public void A_connection_to_the_hosts_own_address_means_nothing()
    {
        var host = WeaveHost.With([WeaveHost.Failed("192.0.2.1:6783", Itself)]);

        Assert.Empty(host.Find<WeaveNameCollision>());
        Assert.Empty(host.Find<WeaveConnectionFailed>());
    }

    [Fact]
    public void A_public_address_that_is_translated_to_this_host_means_nothing() =>
        Assert.Empty(WeaveHost.With([WeaveHost.Failed("203.0.113.7:6783", Itself)]).Find<WeaveNameCollision>());
}
