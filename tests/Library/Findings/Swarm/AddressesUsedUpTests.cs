using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>The number of addresses that a network has left.</summary>
public sealed class AddressesUsedUpTests
{
    [Fact]
    public void Whatever_is_on_the_network_moves_before_it_is_removed()
    {
        var host = TroubledHost.Read("11-addresses-used-up");
        const string Create = "docker network create --driver overlay ";
        const string Services =
            "--subnet 10.213.0.0/24 app-2 # on a manager; 10.213.0.0/24 is free on this host: check that it is on the others too; then "
            + "for each service: docker service update --network-add app-2 --network-rm app SERVICE; ";
        const string Containers =
            "for each other container: docker network connect app-2 CONTAINER && docker network disconnect app CONTAINER; ";
        const string Last = "last: docker network rm app";
        string Repair(Func<Network, Network> change) => Assert.Single(host.WithNetwork("app", change).Find<AddressesUsedUp>()).Remediation;

        Assert.Equal($"{Create}--attachable {Services}{Containers}{Last}", Repair(network => network));
        Assert.Equal($"{Create}{Services}{Last}", Repair(network => network with { Attachable = false }));
        Assert.StartsWith($"{Create}--internal --sub", Repair(network => network with { Attachable = false, Internal = true }));
        Assert.Equal(
            "echo y | docker network rm app && sleep 3 && docker network create --driver overlay --ingress --attachable "
                + "--subnet 10.213.0.0/24 app # on a "
                + "manager, after removing the services with published ports; 10.213.0.0/24 is free on this host: check that it is on "
                + "the others too",
            Repair(network => network with { Ingress = true })
        );
    }

    [Fact]
    public void A_full_subnet_is_counted_by_what_uses_it()
    {
        var finding = Assert.Single(TroubledHost.Read("11-addresses-used-up").Find<AddressesUsedUp>());
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Network app has no address left: 6 of 6 in 10.0.1.0/29 are used (1 gateway, 1 virtual IP, 2 containers, "
                + "1 load balancer here, 1 load balancer of other nodes), so no task, service or node can join it.",
            finding.Message
        );
    }

    [Fact]
    public void The_engines_own_count_is_taken_where_it_tells()
    {
        var host = SwarmHost.Sound.WithNetwork(
            "app",
            network => network with { Pools = [network.Pools![0] with { AddressesInUse = 250, AddressesAvailable = 4 }] }
        );
        Assert.Equal(Severity.Warning, Assert.Single(host.Find<AddressesUsedUp>()).Severity);
    }

    [Fact]
    public void One_more_address_is_enough()
    {
        var host = TroubledHost
            .Read("11-addresses-used-up")
            .WithNetwork("app", network => network with { Pools = [network.Pools![0] with { Subnet = "10.0.1.0/28" }] });
        Assert.Empty(host.Find<AddressesUsedUp>());
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<AddressesUsedUp>());
}
