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
}
