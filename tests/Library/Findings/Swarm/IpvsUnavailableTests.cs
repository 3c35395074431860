using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>A kernel without IPVS.</summary>
public sealed class IpvsUnavailableTests
{
    [Fact]
    public void Services_with_a_virtual_IP_are_named() =>
        Assert.Contains(
            "the virtual IPs of web lead nowhere",
            Assert.Single(With(new IpvsFacts()).Find<IpvsUnavailable>()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Where_it_was_not_seen_nothing_is_said() => Assert.Empty(With(null).Find<IpvsUnavailable>());

    [Fact]
    public void A_kernel_with_IPVS_is_sound() => Assert.Empty(With(new IpvsFacts { Connections = 0 }).Find<IpvsUnavailable>());

    private static HostSnapshot With(IpvsFacts? ipvs, params string[] addresses) =>
        SwarmHost.Sound.WithNamespaces(pair =>
            pair.Key != "lb_k7kv333wq"
                ? pair.Value
                : pair.Value with
                {
                    Ipvs = ipvs,
                    Links =
                    [
                        .. pair.Value.Links!,
                        new Link
                        {
                            Index = 99,
                            Name = "eth9",
                            Addresses = [.. addresses.Select(address => new LinkAddress { Address = address, PrefixLength = 32 })],
                        },
                    ],
                }
        );
}
