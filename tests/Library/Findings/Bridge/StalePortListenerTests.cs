using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class StalePortListenerTests
{
    [Fact]
    public void On_a_sound_host_nothing_is_said() => Assert.Empty(PlainHost.Sound.Find<StalePortListener>());

    [Fact]
    public void A_docker_proxy_whose_container_is_gone_holds_its_port()
    {
        var host = PlainHost.Sound with { Containers = [.. PlainHost.Sound.Containers!.Where(container => container.Name != "pb1")] };
        var findings = host.Find<StalePortListener>();

        Assert.Equal(["8080/tcp", "8081/tcp", "8082/udp"], findings.Select(finding => finding.Subject.Name).Order());
        Assert.All(findings, finding => Assert.Matches("^kill [0-9]+ ", finding.Remediation));
    }

    [Fact]
    public void A_docker_proxy_of_a_container_that_starts_just_now_is_none_that_was_left() =>
        Assert.Empty(
            PlainHost
                .Sound.Container("pb1", container => container with { State = "created", PortBindings = container.Ports, Ports = [] })
                .Find<StalePortListener>()
        );
}
