namespace NetAudit.Live.Tests.Troubles;

/// <summary>Troubles of single-host networks.</summary>
[Collection(nameof(TroubleFixture))]
public sealed class BridgeTroubleTests(TroubleFixture lab) : TroubleTests(lab)
{
    [Fact]
    public Task A_bridge_that_overlaps_a_VPN() =>
        CheckAsync(
            new(Here, "SubnetOverlapsHost", "10.8.0.0/24")
            {
                Make = async () =>
                {
                    await Here.DockerAsync("network", "create", "--subnet", "10.8.0.0/24", "office");
                    await Here.RunContainerAsync("desk", "--network", "office");
                    await Here.ShAsync("ip tuntap add dev tun7 mode tun; ip addr add 10.8.0.6/24 dev tun7; ip link set tun7 up");
                },
                Repair = async finding =>
                {
                    await Here.DockerAsync("network", "disconnect", "office", "desk");
                    await Here.ShAsync(Command(finding, "docker network rm office && docker network create .+?(?= #)"));
                    await Here.DockerAsync("network", "connect", "office", "desk");
                },
                CleanUp = async () =>
                {
                    await Here.TryDockerAsync("rm", "-f", "desk");
                    await Here.TryDockerAsync("network", "rm", "office");
                    await Here.TryShAsync("ip link del tun7");
                },
            }
        );

    [Fact]
    public Task A_bridge_that_is_down() =>
        CheckAsync(
            new(Here, "BridgeDown", "docker0")
            {
                Make = () => Here.ShAsync("ip link set docker0 down"),
                Repair = finding => Here.ShAsync(Command(finding, "ip link set docker0 up")),
                CleanUp = async () =>
                {
                    await Here.ShAsync("ip link set docker0 up");
                    await Lab.Flannel.VxlanAsync();
                },
            }
        );

    [Fact]
    public Task A_container_whose_link_was_taken_out_of_its_bridge()
    {
        const string first = "ip -o link show master docker0 | head -n 1 | cut -d ' ' -f 2 | cut -d @ -f 1";
        return CheckAsync(
            new(Here, "VethNotInBridge", "d1")
            {
                Make = () => Here.ShAsync($"ip link set $({first}) nomaster"),
                Repair = finding => Here.ShAsync(Command(finding, @"ip link set \S+ master docker0 up")),
                CleanUp = () => Here.TryDockerAsync("restart", "-t", "0", "d1"),
            }
        );
    }

    [Fact]
    public async Task A_neighbour_entry_that_leads_to_somebody_else()
    {
        var address = (await Here.DockerAsync("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "d1")).Trim();
        await CheckAsync(
            new(Here, "AddressTaken", address)
            {
                Make = () => Here.ShAsync($"ip neigh replace {address} lladdr 02:00:00:00:00:99 dev docker0 nud permanent"),
                Repair = finding => Here.ShAsync(Command(finding, @"ip neigh del \S+ dev docker0")),
                CleanUp = () => Here.TryShAsync($"ip neigh del {address} dev docker0"),
            }
        );
    }

    [Fact]
    public async Task A_longer_route_that_takes_a_containers_packets_elsewhere()
    {
        var address = (await Here.DockerAsync("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "d1")).Trim();
        await CheckAsync(
            new(Here, "ContainerRoutedElsewhere", address)
            {
                Make = () => Here.ShAsync($"ip route add {address}/32 dev eth0"),
                Repair = finding => Here.ShAsync(Command(finding, @"ip route del \S+ dev eth0")),
                CleanUp = () => Here.TryShAsync($"ip route del {address}/32 dev eth0"),
            }
        );
    }

    [Fact]
    public Task Two_containers_whose_bridge_ports_are_isolated()
    {
        const string ports =
            "for end in $(ip -o link show master $(ip -o route show 10.77.7.0/24 | cut -d ' ' -f 3) | cut -d ' ' -f 2 | "
            + "cut -d @ -f 1); do bridge link set dev $end isolated on; done";
        Task<string> PingAsync() => Here.InsideAsync("e1", "ping -c 1 -W 1 10.77.7.12 || true");
        return CheckAsync(
            new(Here, "PortsIsolated", "network apart")
            {
                Make = async () =>
                {
                    await Here.DockerAsync("network", "create", "--subnet", "10.77.7.0/24", "apart");
                    await Here.RunContainerAsync("e1", "--network", "apart", "--ip", "10.77.7.11");
                    await Here.RunContainerAsync("e2", "--network", "apart", "--ip", "10.77.7.12");
                    Assert.Contains(" 0% packet loss", await PingAsync(), StringComparison.Ordinal);
                    await Here.ShAsync(ports);
                },
                Repair = async finding =>
                {
                    Assert.Contains("100% packet loss", await PingAsync(), StringComparison.Ordinal);
                    await Here.ShAsync(Commands(finding, @"bridge link set dev \S+ isolated off"));
                    Assert.Contains(" 0% packet loss", await PingAsync(), StringComparison.Ordinal);
                },
                CleanUp = async () =>
                {
                    await Here.TryDockerAsync("rm", "-f", "e1", "e2");
                    await Here.TryDockerAsync("network", "rm", "apart");
                },
            }
        );
    }

    [Fact]
    public async Task A_port_whose_packets_lead_back_to_the_container_without_hairpin_mode()
    {
        var address = (await Here.DockerAsync("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "d1")).Trim();

        // The rule of an engine without docker-proxy, which leaves out no link.
        var rule = $"DOCKER -p tcp --dport 18080 -j DNAT --to-destination {address}:80";
        await CheckAsync(
            new(Here, "HairpinOff", "18080/tcp")
            {
                Make = () => Here.ShAsync($"iptables -t nat -I {rule}"),
                Repair = finding => Here.ShAsync(Command(finding, @"bridge link set dev \S+ hairpin on")),
                CleanUp = () => Here.TryShAsync($"iptables -t nat -D {rule}"),
            }
        );
    }

    [Fact]
    public Task A_name_server_that_nobody_is() =>
        CheckAsync(
            new(Here, "ContainerResolverDead", "10.77.8.77")
            {
                Make = async () =>
                {
                    await Here.DockerAsync("network", "create", "--subnet", "10.77.8.0/24", "names");
                    await Here.RunContainerAsync("n1", "--network", "names", "--dns", "10.77.8.77");
                },
                Repair = _ => Here.RunContainerAsync("n2", "--network", "names", "--ip", "10.77.8.77"),
                CleanUp = async () =>
                {
                    await Here.TryDockerAsync("rm", "-f", "n1", "n2");
                    await Here.TryDockerAsync("network", "rm", "names");
                },
            }
        );

    [Fact]
    public async Task A_route_of_a_container_by_a_gateway_that_nobody_is()
    {
        var address = (await Here.DockerAsync("inspect", "-f", "{{.NetworkSettings.Gateway}}", "d1")).Trim();
        var gateway = address[..(address.LastIndexOf('.') + 1)] + "199";
        await CheckAsync(
            new(Here, "ContainerRouteDead", gateway)
            {
                Make = () => Here.InsideAsync("d1", $"ip route add 10.50.0.0/16 via {gateway}"),
                Repair = finding => Here.InsideAsync("d1", Command(finding, @"ip route del \S+ via \S+")),
                CleanUp = () => Here.InsideAsync("d1", "ip route del 10.50.0.0/16 || true"),
            }
        );
    }

    [Fact]
    public async Task A_containers_entry_for_its_gateway_that_leads_to_somebody_else()
    {
        var gateway = (await Here.DockerAsync("inspect", "-f", "{{.NetworkSettings.Gateway}}", "d1")).Trim();
        await CheckAsync(
            new(Here, "GatewayMacWrong", gateway)
            {
                Make = () => Here.InsideAsync("d1", $"ip neigh replace {gateway} lladdr 02:00:00:00:00:99 dev eth0 nud permanent"),
                Repair = finding => Here.InsideAsync("d1", Command(finding, @"ip neigh del \S+ dev \S+")),
                CleanUp = () => Here.InsideAsync("d1", $"ip neigh del {gateway} dev eth0 || true"),
            }
        );
    }
}
