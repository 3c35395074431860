using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>One of two hosts that look as Weave Net with sleeve makes them. Its sleeve really carries frames.</summary>
/// <param name="host">The host.</param>
/// <param name="number">1 or 2.</param>
/// <param name="peer">The other host's address.</param>
internal sealed class SleeveHost(DockerHost host, int number, string peer)
{
    /// <summary>The sleeve's MTU. It is less than Weave's 65535, as the stand-in can't split frames that exceed a datagram.</summary>
    public const int Mtu = 8000;

    private readonly List<int> _agents = [];

    public DockerHost Host { get; } = host;

    public string Container => $"w{number}";

    public static string AddressOf(int number) => $"10.32.0.{number}";

    public async Task StartAsync()
    {
        await Host.StartEngineAsync();
        await Host.ImportImageAsync();
        await Host.ShAsync(
            $"""
            ip link add weave address {Name(number, ":")} mtu {Mtu} type bridge
            ip link add vethwe-bridge mtu {Mtu} type veth peer name vethwe-pcap mtu {Mtu}
            ip link set vethwe-bridge master weave up; ip link set vethwe-pcap up; ip link set weave up
            iptables -A FORWARD -i weave -o weave -j ACCEPT
            """
        );

        // `weave attach` does the same.
        await Host.RunContainerAsync(Container);
        var pid = await Host.PidOfAsync(Container);
        await Host.ShAsync(
            $"ip link add vethwepl{pid} mtu {Mtu} type veth peer name ethwe mtu {Mtu} netns {pid}; "
                + $"ip link set vethwepl{pid} master weave up"
        );
        await Tool.RunAsync(
            "nsenter",
            $"--net=/proc/{pid}/ns/net",
            "sh",
            "-ec",
            $"ip addr add {AddressOf(number)}/12 dev ethwe; ip link set ethwe up"
        );
    }

    /// <summary>Restarts the router and the sleeve.</summary>
    /// <param name="isSealed">Whether a password is set.</param>
    /// <param name="merges">The share of NetAudit's packets that are merged with others: "no", "some" (two of five), "always".</param>
    public async Task RunAsync(bool isSealed, string merges = "no")
    {
        await StopAsync();
        await Host.WriteAsync("/run/standins/report.json", Report(isSealed));
        _agents.Add(
            await StandIn.RunAsync(Host, "weaver", "--port 6783", "tcp,0.0.0.0,6783 tcp,127.0.0.1,6784", "/run/standins/report.json")
        );
        _agents.Add(
            await SleeveForwarder.RunAsync(
                Host,
                $"OWN_NAME={Name(number, "")} PEER_NAME={Name(3 - number, "")} FORWARD_TO={peer} SEALED={(isSealed ? "1" : "")} "
                    + $"MERGES={merges}"
            )
        );
    }

    public async Task StopAsync()
    {
        foreach (var pid in _agents)
        {
            await Host.ShAsync($"kill -9 {pid}; while kill -0 {pid} 2>/dev/null; do sleep 0.05; done");
        }

        _agents.Clear();
    }

    private static string Name(int number, string separator) => string.Join(separator, ["66", "93", "42", "b2", "a6", $"0{number}"]);

    private string Report(bool isSealed)
    {
        var (own, other) = (Name(number, ":"), Name(3 - number, ":"));
        var encrypted = isSealed ? "true" : "false";
        var entry = $"{{\"Hostname\": \"w{3 - number}.weave.local.\", \"Origin\": \"{other}\", \"Address\": \"{AddressOf(3 - number)}\"}}";
        return $$"""
            {
              "Ready": true, "Version": "2.8.1",
              "Router": {
                "Protocol": "weave", "Encryption": {{encrypted}}, "Name": "{{own}}", "NickName": "n{{number}}", "Port": 6783,
                "Peers": [
                  {"Name": "{{own}}", "NickName": "n{{number}}", "Connections": [{"Name": "{{other}}", "NickName": "n{{3 - number}}",
                      "Address": "{{peer}}:6783", "Outbound": true, "Established": true}]},
                  {"Name": "{{other}}", "NickName": "n{{3 - number}}", "Connections": [{"Name": "{{own}}", "NickName": "n{{number}}",
                      "Address": "{{Host.Address}}:40000", "Outbound": false, "Established": true}]}
                ],
                "UnicastRoutes": [{"Dest": "{{own}}", "Via": "00:00:00:00:00:00"}, {"Dest": "{{other}}", "Via": "{{other}}"}],
                "Connections": [{"Address": "{{peer}}:6783", "Outbound": true, "State": "established",
                    "Info": "{{(isSealed ? "encrypted" : "unencrypted")}} sleeve {{other}}(n{{3 - number}})",
                    "Attrs": {"encrypted": {{encrypted}}, "mtu": 1438, "name": "sleeve"} }],
                "TrustedSubnets": null, "Interface": "vethwe-pcap (via pcap)", "MACs": []
              },
              "IPAM": {"Range": "10.32.0.0/12", "DefaultSubnet": "10.32.0.0/12", "Entries": []},
              "DNS": {"Domain": "weave.local.", "Address": "172.17.0.1:53", "Entries": [{{entry}}]}
            }
            """;
    }
}
