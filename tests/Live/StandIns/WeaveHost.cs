using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A host as Weave Net 2.8.1 with sleeve makes it, with one peer at 10.99.0.9 and one that is relayed through it.</summary>
internal sealed class WeaveHost(DockerHost host) : PluginHost(host)
{
    private const string Router = "weave";

    public async Task StartAsync()
    {
        await StartEngineAsync(
            new()
            {
                Driver = "weavemesh",
                Ipam = "weavemesh",
                Pool = "10.32.0.0/12",
                Addresses = "10.44.0.{0}/12",
                HostPrefix = "vethwl",
                HostIdLength = 9,
                InsidePrefix = "ethwe",
                Mtu = 65535,
                Route = "224.0.0.0/4",
                OnHost = "ip link set {0} master weave",
            }
        );
        await Host.ShAsync(
            """
            ip link add weave address 66:93:42:b2:a6:2f mtu 65535 type bridge
            ip link add vethwe-bridge mtu 65535 type veth peer name vethwe-pcap mtu 65535
            ip link set vethwe-bridge master weave up; ip link set vethwe-pcap up; ip link set weave up
            for t in mangle filter nat; do iptables -t $t -N WEAVE-CANARY; done
            iptables -N WEAVE-EXPOSE; iptables -A FORWARD -o weave -j WEAVE-EXPOSE
            iptables -t nat -N WEAVE; iptables -t nat -A POSTROUTING -j WEAVE
            """
        );
        await StandIn.InstallAsync(Host, "/run/standins", "weaver");
        await Host.WriteAsync("/run/standins/report.json", Report);
        await RunRouterAsync();
        await Host.DockerAsync(
            "network",
            "create",
            "-d",
            "weavemesh",
            "--ipam-driver",
            "weavemesh",
            "--subnet",
            "10.32.0.0/12",
            "-o",
            "works.weave.multicast=true",
            "weave"
        );
        await Host.RunContainerAsync("p1", "--network", "weave", "--dns-search", "weave.local");
    }

    /// <summary>Removes the router's container and leaves everything else, as <c>weave stop</c> does.</summary>
    public Task StopAsync() => Host.DockerAsync("rm", "-f", Router);

    public Task RunRouterAsync() =>
        AgentContainer.RunAsync(
            Host,
            Router,
            "weaveworks/weave:2.8.1",
            "/home/weave",
            [
                "--label",
                "works.weave.role=system",
                "-e",
                "STANDIN_REPORT=/home/weave/report.json",
                "-e",
                "STANDIN_LISTEN=tcp,0.0.0.0,6783 "
                    + "udp,0.0.0.0,6783 tcp,127.0.0.1,6784 tcp,127.0.0.1,6782 tcp,172.17.0.1,53 udp,172.17.0.1,53",
            ],
            [
                "/home/weave/weaver",
                "/home/weave/standin.pl",
                "--port",
                "6783",
                "--nickname",
                "we",
                "--host-root=/host",
                "--docker-bridge",
                "docker0",
                "--weave-bridge",
                "weave",
                "--datapath",
                "datapath",
                "--no-fastdp",
                "--ipalloc-range",
                "10.32.0.0/12",
                "--dns-listen-address",
                "172.17.0.1:53",
                "--http-addr",
                "127.0.0.1:6784",
                "--status-addr",
                "127.0.0.1:6782",
                "-H",
                "unix:///var/run/weave/weave.sock",
                "--plugin",
                "--proxy",
            ]
        );

    private static string Report =>
        """
            {
              "Ready": true, "Version": "2.8.1",
              "Router": {
                "Protocol": "weave", "Encryption": false, "PeerDiscovery": true,
                "Name": "66:93:42:b2:a6:2f", "NickName": "we", "Port": 6783,
                "Peers": [
                  {"Name": "66:93:42:b2:a6:2f", "NickName": "we", "UID": 1, "ShortID": 1, "Version": 2,
                      "Connections": [{"Name": "62:5d:e5:d1:c2:f3", "NickName": "we2", "Address": "10.99.0.9:6783", "Outbound": true,
                      "Established": true}]},
                  {"Name": "62:5d:e5:d1:c2:f3", "NickName": "we2", "UID": 2, "ShortID": 2, "Version": 4,
                      "Connections": [{"Name": "66:93:42:b2:a6:2f", "NickName": "we", "Address": "10.99.0.2:40000", "Outbound": false,
                      "Established": true}, {"Name": "56:50:a2:3f:f5:b5", "NickName": "we3", "Address": "10.98.0.3:6783", "Outbound": true,
                      "Established": true}]},
                  {"Name": "56:50:a2:3f:f5:b5", "NickName": "we3", "UID": 3, "ShortID": 3, "Version": 2,
                      "Connections": [{"Name": "62:5d:e5:d1:c2:f3", "NickName": "we2", "Address": "10.98.0.2:40000", "Outbound": false,
                      "Established": true}]}
                ],
                "UnicastRoutes": [{"Dest": "66:93:42:b2:a6:2f", "Via": "00:00:00:00:00:00"}, {"Dest": "62:5d:e5:d1:c2:f3",
                    "Via": "62:5d:e5:d1:c2:f3"}, {"Dest": "56:50:a2:3f:f5:b5", "Via": "62:5d:e5:d1:c2:f3"}],
                "BroadcastRoutes": [],
                "Connections": [
                  {"Address": "10.99.0.9:6783", "Outbound": true, "State": "established", "Info": "sleeve 62:5d:e5:d1:c2:f3(we2)",
                      "Attrs": {"mtu": 1438, "name": "sleeve"}},
                  {"Address": "10.99.0.2:6783", "Outbound": true, "State": "failed", "Info": "cannot connect to ourself, retry: never",
                      "Attrs": null}
                ],
                "Targets": null, "TrustedSubnets": null, "Interface": "vethwe-pcap (via pcap)", "MACs": []
              },
              "IPAM": {"Range": "10.32.0.0/12", "RangeNumIPs": 1048576, "ActiveIPs": 1, "DefaultSubnet": "10.32.0.0/12",
                  "Entries": [{"Token": "10.32.0.0", "Size": 1048576, "Peer": "66:93:42:b2:a6:2f", "Nickname": "we", "IsKnownPeer": true,
                  "Version": 1}]},
              "DNS": {"Domain": "weave.local.", "Upstream": ["10.99.0.254"], "Address": "172.17.0.1:53", "TTL": 1, "Entries": []},
              "Proxy": {"Addresses": ["unix:///var/run/weave/weave.sock"]},
              "Plugin": {"Config": {"Enable": true, "EnableV2": false, "DNS": true, "DefaultSubnet": "10.32.0.0/12"}, "DriverName": "weave",
                  "MeshDriverName": "weavemesh"}
            }
            """;
}
