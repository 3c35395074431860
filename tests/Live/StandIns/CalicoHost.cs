using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>
/// A host that looks as Calico 2.6 with its libnetwork plugin makes it: block 192.168.57.0/26, one peer at 10.99.0.9 with
/// 192.168.89.128/26.
/// </summary>
internal sealed class CalicoHost(DockerHost host) : PluginHost(host)
{
    public async Task StartAsync()
    {
        await StartEngineAsync(
            new()
            {
                Driver = "calico",
                Ipam = "calico-ipam",
                Pool = "0.0.0.0/0",
                PoolGateway = "0.0.0.0/0",
                Addresses = "192.168.57.{0}/32",
                HostPrefix = "cali",
                HostIdLength = 11,
                InsidePrefix = "cali",
                Mtu = 1500,
                Mac = "ee:ee:ee:ee:ee:ee",
                Gateway = "169.254.1.1",
                Route = "169.254.1.1/32",
                OnHost = "ip route add {1} dev {0} scope link; echo 1 > /proc/sys/net/ipv4/conf/{0}/proxy_arp",
            }
        );
        await Host.ShAsync(
            """
            ip route add blackhole 192.168.57.0/26 proto bird
            ip route add 192.168.89.128/26 via 10.99.0.9 dev eth0 proto bird
            mkdir -p /run/calico
            """
        );
        await StandIn.InstallAsync(Host, "/run/standins", "bird");
        await StandIn.InstallAsync(Host, "/run/standins", "calico-felix");
        await Host.WriteAsync(
            "/run/standins/start_runit",
            """
            #!/bin/sh
            STANDIN_LISTEN=tcp,0.0.0.0,179 /standins/bird /standins/standin.pl \
              -R -s /var/run/calico/bird.ctl -d -c /etc/calico/confd/config/bird.cfg &
            /standins/calico-felix /standins/standin.pl &
            wait
            """
        );
        await Host.ShAsync("chmod 755 /run/standins/start_runit");
        await RunNodeAsync();
        await Host.DockerAsync("network", "create", "-d", "calico", "--ipam-driver", "calico-ipam", "net1");
        await Host.DockerAsync("network", "create", "-d", "calico", "--ipam-driver", "calico-ipam", "net2");
        await Host.RunContainerAsync("web1", "--network", "net1");
        await Host.RunContainerAsync("db1", "--network", "net2");
        await RulesAsync();
    }

    public Task StopAsync() => Host.DockerAsync("rm", "-f", "calico-node");

    public Task RunNodeAsync() =>
        AgentContainer.RunAsync(
            Host,
            "calico-node",
            "quay.io/calico/node:v2.6.12",
            "/standins",
            [
                "-e",
                "CALICO_LIBNETWORK_ENABLED=true",
                "-e",
                "CALICO_NETWORKING_BACKEND=bird",
                "-e",
                "ETCD_ENDPOINTS=http://10.99.0.254:2379",
                "-e",
                "NODENAME=ca",
                "-e",
                $"IP={Host.Address}",
            ],
            ["/standins/start_runit"]
        );

    // The chains are as Felix programs them. For a profile's members, Felix uses an ipset. Here it is an address, as not every machine has
    // ipset.
    private async Task RulesAsync()
    {
        foreach (var chain in new[] { "FORWARD", "INPUT", "from-wl-dispatch", "to-wl-dispatch", "wl-to-host" })
        {
            await Host.ShAsync($"iptables -N cali-{chain}");
        }

        await Host.ShAsync(
            """
            iptables -A FORWARD -m comment --comment "cali:wUHhoiAYhphO9Mso" -j cali-FORWARD
            iptables -A cali-FORWARD -i cali+ -m comment --comment "cali:X3vB2lGcBrfkYquC" -j cali-from-wl-dispatch
            iptables -A cali-FORWARD -o cali+ -m comment --comment "cali:UtJ9FnhBnFbyQMvU" -j cali-to-wl-dispatch
            iptables -A cali-wl-to-host -m comment --comment "cali:Ee9Sbo10IpVujdIY" -j cali-from-wl-dispatch
            """
        );
        foreach (var (container, network) in new[] { ("web1", "net1"), ("db1", "net2") })
        {
            var endpoint = await Host.DockerAsync("inspect", "-f", $"{{{{.NetworkSettings.Networks.{network}.EndpointID}}}}", container);
            var link = "cali" + endpoint[..11];
            var address = await Host.DockerAsync("inspect", "-f", $"{{{{.NetworkSettings.Networks.{network}.IPAddress}}}}", container);
            await Host.ShAsync(
                $"""
                for c in pri-{network} pro-{network} fw-{link} tw-{link}; do iptables -N cali-$c; done
                iptables -A cali-pri-{network} -s {address} -m comment --comment "cali:AP7YpkYt_W2JBYv7" \
                  -j MARK --set-xmark 0x1000000/0x1000000
                iptables -A cali-pri-{network} -m comment --comment "cali:1wWqRP6dMu98wtTg" -m mark --mark 0x1000000/0x1000000 -j RETURN
                iptables -A cali-pro-{network} -m comment --comment "cali:-FjZXqczFfMZwGVI" -j MARK --set-xmark 0x1000000/0x1000000
                iptables -A cali-fw-{link} -m comment --comment "cali:1fweU_LJeoVMlmHm" -j cali-pro-{network}
                iptables -A cali-fw-{link} -m comment --comment "cali:XJY2qzWiS83cr1rE" \
                  -m comment --comment "Drop if no profiles matched" -j DROP
                iptables -A cali-tw-{link} -m comment --comment "cali:PyF4qlYB_pwrIEq5" -j cali-pri-{network}
                iptables -A cali-tw-{link} -m comment --comment "cali:P31oBIuMPrzafXmQ" \
                  -m comment --comment "Drop if no profiles matched" -j DROP
                iptables -A cali-from-wl-dispatch -i {link} -m comment --comment "cali:fEXZ6lE_AonZ7xTH" -g cali-fw-{link}
                iptables -A cali-to-wl-dispatch -o {link} -m comment --comment "cali:AiZe2wb5wuJHMcoX" -g cali-tw-{link}
                """
            );
        }
    }
}
