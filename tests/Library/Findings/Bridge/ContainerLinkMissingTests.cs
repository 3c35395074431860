using NetAudit.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerLinkMissingTests
{
    [Fact]
    public void A_container_without_its_address_is_named()
    {
        var finding = Assert.Single(
            WithInside(inside => inside with { Links = [.. inside.Links!.Select(link => link with { Addresses = [] })] })
                .Find<ContainerLinkMissing>()
        );

        Assert.Equal((Severity.Error, Member.Name), (finding.Severity, finding.Subject.Name));
    }

    [Fact]
    public void A_container_of_gVisor_has_its_address_elsewhere()
    {
        var host = WithInside(inside => inside with { Links = [.. inside.Links!.Select(link => link with { Addresses = [] })] });
        host = host with { Containers = [.. host.Containers!.Select(container => container with { Runtime = "runsc" })] };

        Assert.Empty(host.Find<ContainerLinkMissing>());
    }

    [Fact]
    public void A_container_whose_link_is_gone_is_named() =>
        Assert.Equal(
            "Container b2 can't be reached on network br1, and reaches nothing there: no link inside it has the "
                + "address 172.18.0.3, or its MAC address.",
            Assert
                .Single(
                    WithInside(inside => inside with { Links = [.. inside.Links!.Where(link => link.IsLoopback)] })
                        .Find<ContainerLinkMissing>()
                )
                .Message
        );
}
