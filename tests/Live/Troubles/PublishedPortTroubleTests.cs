using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Troubles;

/// <summary>Published ports that no longer lead to their publisher.</summary>
[Collection(nameof(TroubleFixture))]
public sealed class PublishedPortTroubleTests(TroubleFixture lab) : TroubleTests(lab)
{
    private const string Port = "18090";
    private const string Service = "pub";

    [Fact]
    public async Task A_published_port_whose_rules_were_flushed()
    {
        await Here.DockerAsync(
            "service",
            "create",
            "-d",
            "--name",
            Service,
            "--mode",
            "global",
            "--no-resolve-image",
            "--publish",
            $"{Port}:80",
            BusyboxImage.Name,
            "/bin/sleep",
            "1000"
        );
        try
        {
            await Tool.UntilAsync(
                "its task runs here",
                async () =>
                {
                    var running = await Here.TryDockerAsync("ps", "-q", "--filter", $"name={Service}.");
                    return running with { ExitCode = running.Output.Trim().Length > 0 ? 0 : 1 };
                }
            );
            await SetUpMeshAsync();
            await CheckAsync(
                new(Here, "PublishedPortDead", Port)
                {
                    Make = () => Here.ShAsync("iptables -t nat -F DOCKER-INGRESS"),

                    // The engine would set the rules up again.
                    Repair = finding =>
                    {
                        Assert.Contains("systemctl restart docker", finding.Remediation, StringComparison.Ordinal);
                        return SetUpMeshAsync();
                    },
                }
            );
        }
        finally
        {
            await Here.TryShAsync($"iptables -t nat -F DOCKER-INGRESS; iptables -F DOCKER-INGRESS; {StopListening(Port)}");
            await Here.TryDockerAsync("service", "rm", Service);
        }
    }

    [Fact]
    public Task A_container_s_port_whose_rule_and_proxy_are_gone()
    {
        const string drop =
            "iptables -t nat -S DOCKER | grep -- '--dport 18080' | sed 's/^-A/-D/' | while read r; do iptables -t nat " + "$r; done";
        return CheckAsync(
            new(Here, "ContainerPortDead", "18080")
            {
                Make = () => Here.ShAsync($"{drop}; {StopListening("18080")}"),
                Repair = finding => Here.DockerAsync(Command(finding, "docker restart d1").Split(' ')[1..]),
            }
        );
    }

    /// <summary>The command that ends the listener of a port in the host's namespace.</summary>
    private static string StopListening(string port) =>
        $"ss -Hltnp 'sport = :{port}' | grep -o 'pid=[0-9]*' | cut -d = -f 2 | xargs -r kill";

    /// <summary>
    /// Sets up the rules and the listener of a routing mesh port. Without IPVS in the kernel, the engine leaves them out. Then they are
    /// made here as the engine makes them elsewhere (libnetwork's service_linux.go).
    /// </summary>
    private async Task SetUpMeshAsync()
    {
        var listener = (await Here.ShAsync($"ss -Hltn 'sport = :{Port}'")).Length > 0;
        if (!listener)
        {
            await StandIn.RunAsync(Here, "ingress", "", $"tcp,0.0.0.0,{Port}");
        }

        await Here.ShAsync(
            $$"""
            ensure() { table=$1; chain=$2; shift 2; iptables -t $table -C $chain "$@" 2>/dev/null || iptables -t $table -A $chain "$@"; }
            iptables -t nat -N DOCKER-INGRESS 2>/dev/null || :
            iptables -N DOCKER-INGRESS 2>/dev/null || :
            ensure nat DOCKER-INGRESS -p tcp --dport {{Port}} -j DNAT --to-destination 172.18.0.2:{{Port}}
            ensure nat DOCKER-INGRESS -j RETURN
            ensure nat PREROUTING -m addrtype --dst-type LOCAL -j DOCKER-INGRESS
            ensure nat OUTPUT -m addrtype --dst-type LOCAL -j DOCKER-INGRESS
            ensure filter DOCKER-INGRESS -p tcp --dport {{Port}} -j ACCEPT
            ensure filter DOCKER-INGRESS -j RETURN
            iptables -C FORWARD -j DOCKER-INGRESS 2>/dev/null || iptables -I FORWARD -j DOCKER-INGRESS
            """
        );
    }
}
