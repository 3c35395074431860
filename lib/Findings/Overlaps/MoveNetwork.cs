using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>How to give a network another range. What stands in capitals is to be replaced.</summary>
internal static class MoveNetwork
{
    /// <summary>The network that gives a swarm's containers their way out.</summary>
    public const string GatewayBridge = "docker_gwbridge";

    private const string IngressEnd = "gateway_ingress-sbox";

    private static ShellText Free => $"RANGE: a range that is free on all hosts, such as 10.213.0.0/24";

    /// <summary>A range that holds many networks, and not the one above.</summary>
    private static ShellText Pool => $"10.214.0.0/16";

    public static ShellText Commands(NetworkRange range)
    {
        if (range.Network is not { } network)
        {
            return $"Give {range.Name}, in its own configuration, a range that no host, VPN or route uses.";
        }

        ShellText move = network switch
        {
            { Driver: "bridge", Name: "bridge" } =>
                $"systemctl restart docker # after you set \"bip\": \"ADDRESS/LENGTH\" in /etc/docker/daemon.json, an "
                    + $"address in RANGE",
            { Name: GatewayBridge } => RecreateGatewayBridge(network, null, $""),
            { Ingress: true } => $"docker network rm {network.Name} && docker network create --driver overlay --ingress --subnet RANGE "
                + $"{network.Name} # on a manager, after removing the services with published ports",
            { Driver: "bridge" } =>
                $"docker network rm {network.Name} && docker network create --subnet RANGE {network.Name} # its containers "
                    + $"must leave it first; for future networks: \"default-address-pools\": [{{\"base\": \"{Pool}\", \"size\": "
                    + $"24}}] in /etc/docker/daemon.json, which replaces Docker's own pools",
            { Driver: "overlay" } =>
                $"docker network rm {network.Name} && docker network create --driver overlay --subnet RANGE {network.Name} "
                    + $"# its services must be removed first; for future networks: docker swarm init --default-addr-pool {Pool}",
            { Driver: "weavemesh", Name: "weave" } => $"weave reset && weave launch --ipalloc-range RANGE # on all hosts",
            _ => $"docker network rm {network.Name} && docker network create --driver {network.Driver} --subnet RANGE "
                + $"{network.Name} # its containers must leave it first",
        };
        return $"{move}; {Free}";
    }

    /// <summary>
    /// The engine makes it with these options, and a network that is made by hand has only those it is given. The routing mesh keeps an
    /// end in it, which isn't a container's, and comes back when the engine starts.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="range">Its range; null for RANGE.</param>
    /// <param name="added">Further options.</param>
    public static ShellText RecreateGatewayBridge(Network network, string? range, ShellText added)
    {
        var isMeshIn = network.Endpoints.OrNone().Any(endpoint => endpoint.Name == IngressEnd);
        var leave = isMeshIn ? (ShellText)$"docker network disconnect -f {GatewayBridge} {IngressEnd} && " : $"";
        var back = isMeshIn ? (ShellText)$"systemctl restart docker, and docker node update " : $"";
        var subnet = range is null ? (ShellText)$"RANGE" : $"{range}";
        return $"{leave}docker network rm {GatewayBridge} && docker network create --subnet {subnet} -o "
            + $"com.docker.network.bridge.name={GatewayBridge} -o com.docker.network.bridge.enable_icc=false -o "
            + $"com.docker.network.bridge.enable_ip_masquerade=true{added} {GatewayBridge} "
            + $"# first: docker node update --availability drain "
            + $"NODE; afterwards: {back}--availability active";
    }
}
