using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Ports of the routing mesh on a host that has the task.</summary>
public sealed class PublishedPortDeadTests
{
    [Fact]
    public void Rules_and_listener_that_are_gone_are_named()
    {
        var finding = Assert.Single(TroubledHost.Read("15-ingress-rules-lost").Find<PublishedPortDead>());
        Assert.Equal(new(SubjectKind.Port, "8080/tcp"), finding.Subject);
        Assert.Contains(
            "no rule that leads it to the routing mesh (nat DOCKER-INGRESS), no rule that lets it in",
            finding.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("no listener of the engine", finding.Message, StringComparison.Ordinal);
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
        Assert.Contains("no jump to nat DOCKER-INGRESS", Assert.Single(host.Find<PublishedPortDead>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_without_a_task_here_isnt_judged() =>
        Assert.Empty(TroubledHost.Read("05-mtu-encrypted").Find<PublishedPortDead>());

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<PublishedPortDead>());
}
