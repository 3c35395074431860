using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Ports of the routing mesh on a host that runs the task.</summary>
public sealed class PublishedPortDeadTests
{
    [Fact]
    public void Rules_and_listener_that_are_gone_are_named()
    {
        var finding = Assert.Single(TroubledHost.Read("15-ingress-rules-lost").Find<PublishedPortDead>());
        Assert.Equal(new(SubjectKind.Port, "8080/tcp"), finding.Subject);
        Assert.Equal(
            "Port 8080/tcp of service web is dead on this host: there is no chain DOCKER-INGRESS in nat, and no "
                + "chain DOCKER-INGRESS in filter, and no listener of the engine.",
            finding.Message
        );
    }

    [Fact]
    public void A_chain_that_nothing_jumps_to_is_dead()
    {
        var host = SwarmHost.Sound.WithHost(ns =>
            ns with
            {
                Firewall = ns.Firewall! with
                {
                    Rules =
                    [
                        .. ns.Firewall!.Rules.Where(rule =>
                            rule.Table != "nat" || rule.Targets.All(target => target.Chain != "DOCKER-INGRESS")
                        ),
                    ],
                },
            }
        );
        Assert.Equal(
            "Port 8080/tcp of service web is dead on this host: there is no jump to nat DOCKER-INGRESS.",
            Assert.Single(host.Find<PublishedPortDead>()).Message
        );
    }

    [Fact]
    public void A_service_without_a_task_here_isnt_judged() =>
        Assert.Empty(TroubledHost.Read("05-mtu-encrypted").Find<PublishedPortDead>());

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<PublishedPortDead>());
}
