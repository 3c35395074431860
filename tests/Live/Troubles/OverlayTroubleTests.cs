using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Troubles;

/// <summary>Troubles of a swarm's overlay networks and their underlay.</summary>
[Collection(nameof(TroubleFixture))]
public sealed class OverlayTroubleTests(TroubleFixture lab) : TroubleTests(lab)
{
    [Fact]
    public Task An_underlay_whose_MTU_is_too_small() =>
        CheckAsync(
            new(Here, "UnderlayMtuTooSmall", "1400")
            {
                Make = () => Here.ShAsync("ip link set eth0 mtu 1400"),

                // The pattern matches "raise the MTU of eth0 to 1500".
                Repair = async finding =>
                    await Here.ShAsync($"ip link set eth0 mtu {Command(finding, @"(?<=raise the MTU of eth0 to )\d+")}"),
                CleanUp = () => Here.ShAsync("ip link set eth0 mtu 1500"),
            }
        );

    [Fact]
    public async Task A_forwarding_entry_that_leads_to_a_host_that_is_gone()
    {
        var space = await TroubleFixture.NamespaceAsync(Here);
        var inside = $"nsenter --net=/run/docker/netns/{space}";
        var (mac, link) = await FarContainerAsync(inside);
        await CheckAsync(
            new(Here, "StaleForwardingEntry", "10.99.0.77")
            {
                Make = () => Here.ShAsync($"{inside} bridge fdb replace {mac} dev {link} dst 10.99.0.77 self permanent"),
                Repair = finding =>
                    Here.ShAsync(Command(finding, @"nsenter --net=\S+ bridge fdb replace \S+ dev \S+ dst \S+ self permanent")),
                CleanUp = () => Here.ShAsync($"{inside} bridge fdb replace {mac} dev {link} dst {There.Address} self permanent"),
            }
        );
    }

    [Fact]
    public Task A_subnet_of_which_all_addresses_are_used() =>
        CheckAsync(
            new(Here, "AddressesUsedUp", "10.65.0.0/29")
            {
                Make = async () =>
                {
                    await Here.DockerAsync("network", "create", "-d", "overlay", "--attachable", "--subnet", "10.65.0.0/29", "tiny");
                    for (var number = 0; number < 4; number++)
                    {
                        _ = await Here.TryDockerAsync(
                            "run",
                            "-d",
                            "--name",
                            $"tiny{number}",
                            "--network",
                            "tiny",
                            BusyboxImage.Name,
                            "/bin/sleep",
                            "1000"
                        );
                    }
                },
                Repair = async finding =>
                {
                    // A network with a larger subnet is made. The services move to it, and tiny is removed.
                    await Here.ShAsync(Command(finding, "docker network create --driver overlay --attachable .+?(?= #)"));
                    for (var number = 0; number < 4; number++)
                    {
                        _ = await Here.TryDockerAsync("network", "connect", "tiny-2", $"tiny{number}");
                        _ = await Here.TryDockerAsync("network", "disconnect", "tiny", $"tiny{number}");
                    }
                },
                CleanUp = async () =>
                {
                    await Here.TryDockerAsync("rm", "-f", "tiny0", "tiny1", "tiny2", "tiny3");
                    await RemoveNetworkAsync("tiny");
                    await RemoveNetworkAsync("tiny-2");
                },
            }
        );

    [Fact]
    public Task Packets_that_leave_with_another_address_than_the_nodes() =>
        CheckAsync(
            new(Here, "VxlanSourceNotNodeAddress", "10.99.0.201")
            {
                Make = () =>
                    Here.ShAsync(
                        "ip addr add 10.99.0.201/24 dev eth0; ip route change 10.99.0.0/24 dev eth0 proto kernel scope link "
                            + "src 10.99.0.201"
                    ),
                Repair = finding => Here.ShAsync(Command(finding, @"ip route change \S+ (via \S+ )?dev \S+ src [0-9.]+")),
                CleanUp = () =>
                    Here.ShAsync(
                        $"ip route change 10.99.0.0/24 dev eth0 proto kernel scope link src {Here.Address}; ip addr del "
                            + "10.99.0.201/24 dev eth0"
                    ),
            }
        );

    [Fact]
    public Task A_network_that_is_to_be_encrypted_on_hosts_without_ESP() =>
        CheckAsync(
            new(Here, "EncryptionNotInForce", "sealed")
            {
                Make = async () =>
                {
                    await Here.DockerAsync("network", "create", "-d", "overlay", "--attachable", "--opt", "encrypted", "sealed");
                    await Here.RunContainerAsync("sealed1", "--network", "sealed");
                    await There.RunContainerAsync("sealed2", "--network", "sealed");
                    await Here.TryShAsync("ip xfrm state flush");
                },

                // A restart of the engine would set the states up if the kernel has ESP. Without ESP, only leaving the network helps.
                Repair = async finding =>
                {
                    Assert.Contains("modprobe", finding.Remediation, StringComparison.Ordinal);
                    await Here.DockerAsync("rm", "-f", "sealed1");
                    await There.DockerAsync("rm", "-f", "sealed2");
                },
                CleanUp = async () =>
                {
                    await Here.TryDockerAsync("rm", "-f", "sealed1");
                    await There.TryDockerAsync("rm", "-f", "sealed2");
                    await RemoveNetworkAsync("sealed");
                },
            }
        );

    [Fact]
    public async Task A_forwarding_entry_that_was_removed()
    {
        var space = await TroubleFixture.NamespaceAsync(Here);
        var inside = $"nsenter --net=/run/docker/netns/{space}";
        var (mac, link) = await FarContainerAsync(inside);
        await CheckAsync(
            new(Here, "OverlayPeerEntryMissing", "c2")
            {
                Make = () => Here.ShAsync($"{inside} bridge fdb del {mac} dev {link} dst {There.Address} self"),

                Repair = finding => There.ShAsync(Command(finding, "docker restart c2")),
                CleanUp = () => Here.TryShAsync($"{inside} bridge fdb append {mac} dev {link} dst {There.Address} self permanent"),
            }
        );
    }

    /// <summary>
    /// A manager that knows all addresses allows this only by a fault of its own. If it refuses, there is nothing to see.
    /// </summary>
    [Fact]
    public async Task Two_containers_with_one_address()
    {
        var address = await There.DockerAsync(
            "inspect",
            "-f",
            $"{{{{.NetworkSettings.Networks.{TroubleFixture.Network}.IPAddress}}}}",
            "c2"
        );
        var tried = await Here.TryDockerAsync(
            "run",
            "-d",
            "--name",
            "clash",
            "--network",
            TroubleFixture.Network,
            "--ip",
            address,
            BusyboxImage.Name,
            "/bin/sleep",
            "1000"
        );
        try
        {
            Assert.SkipUnless(tried.ExitCode == 0, "the engine gives no address to two containers");
            await CheckAsync(
                new(Here, "DuplicateAddress", address)
                {
                    Make = () => Task.CompletedTask,
                    Repair = finding => Here.ShAsync(Command(finding, "docker network disconnect .+?(?= #)")),
                }
            );
        }
        finally
        {
            await Here.TryDockerAsync("rm", "-f", "clash");
        }
    }

    /// <summary>c2's MAC address, and the link by which this host reaches it.</summary>
    private async Task<(string Mac, string Link)> FarContainerAsync(string inside)
    {
        var mac = await There.DockerAsync("inspect", "-f", $"{{{{.NetworkSettings.Networks.{TroubleFixture.Network}.MacAddress}}}}", "c2");
        return (mac, (await Here.ShAsync($"{inside} bridge fdb show | grep {mac} | cut -d ' ' -f 3 | head -n 1")).Trim());
    }

    private async Task RemoveNetworkAsync(string name) =>
        await Tool.UntilAsync(
            $"{name} is gone",
            async () =>
            {
                await Here.TryDockerAsync("network", "rm", name);
                var left = await Here.TryDockerAsync("network", "inspect", name);
                return left with { ExitCode = left.ExitCode == 0 ? 1 : 0 };
            }
        );
}
