using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>A node without managers.</summary>
public sealed class ManagersLostTests
{
    [Fact]
    public void The_managers_and_the_port_are_named()
    {
        var finding = Assert.Single(TroubledHost.Read("24-worker-lost-managers").Find<ManagersLost>());
        Assert.Equal(
            "This node has lost the swarm's managers (10.97.0.1:2377): its containers go on, but it gets no more tasks, "
                + "networks or keys, and its services are started elsewhere too. The engine says: rpc error: code = "
                + "Unavailable desc = connection "
                + "error: desc = \"transport: Error while dialing dial tcp 10.97.0.1:2377: connect: no route to host\"",
            finding.Message
        );
        Assert.Equal(
            "nc -vz 10.97.0.1 2377 # from here: the managers must run and accept TCP 2377 (on each of them: iptables -I INPUT -p tcp "
                + "--dport 2377 -s 10.97.0.2 -j ACCEPT); if they have other addresses now: docker swarm leave --force, then join again",
            finding.Remediation
        );
    }

    [Fact]
    public void It_isnt_told_twice() => Assert.Empty(TroubledHost.Read("24-worker-lost-managers").Find<SwarmError>());

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<ManagersLost>());
}
