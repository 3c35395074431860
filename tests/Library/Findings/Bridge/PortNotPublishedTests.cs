using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class PortNotPublishedTests
{
    private static readonly PublishedPort s_wanted = new()
    {
        Protocol = "tcp",
        ContainerPort = 80,
        HostPort = 9090,
    };

    [Fact]
    public void On_a_sound_host_nothing_is_said() => Assert.Empty(PlainHost.Sound.Find<PortNotPublished>());

    [Fact]
    public void A_port_of_a_container_on_internal_networks_alone_is_not_published()
    {
        var finding = Assert.Single(
            PlainHost.Sound.Container("bi1", container => container with { PortBindings = [s_wanted] }).Find<PortNotPublished>()
        );

        Assert.Equal((Severity.Warning, "bi1"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "Container bi1 can't be reached at its published ports (9090 for 80/tcp): all its networks (brint) are "
                + "internal, where the engine publishes nothing.",
            finding.Message
        );
    }

    [Fact]
    public void A_port_that_was_lost_with_its_network_is_not_published() =>
        Assert.Equal(
            "Container b1 can't be reached at its published ports (9090 for 80/tcp): the engine publishes none of them now.",
            Assert
                .Single(PlainHost.Sound.Container("b1", container => container with { PortBindings = [s_wanted] }).Find<PortNotPublished>())
                .Message
        );

    [Fact]
    public void Networks_whose_containers_are_reached_by_their_addresses_publish_otherwise() =>
        Assert.Empty(
            PlainHost
                .Sound.Container("br1c", container => container with { Ports = [], PortBindings = [s_wanted] })
                .Find<PortNotPublished>()
        );
}
