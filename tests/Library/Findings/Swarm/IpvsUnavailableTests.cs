using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>A kernel without IPVS.</summary>
public sealed class IpvsUnavailableTests
{
    [Fact]
    public void Services_with_a_virtual_IP_are_named() =>
        Assert.Equal(
            "On this host the virtual IPs of web lead nowhere, and their published ports don't reach tasks of other "
                + "hosts: the kernel has no IPVS.",
            Assert.Single(SwarmHost.WithBalancer(new IpvsFacts()).Find<IpvsUnavailable>()).Message
        );

    [Fact]
    public void Where_it_was_not_seen_nothing_is_said() => Assert.Empty(SwarmHost.WithBalancer(null).Find<IpvsUnavailable>());

    [Fact]
    public void A_kernel_with_IPVS_is_sound() =>
        Assert.Empty(SwarmHost.WithBalancer(new IpvsFacts { Connections = 0 }).Find<IpvsUnavailable>());
}
