using NetAudit.Model;

namespace NetAudit.Findings;

/// <summary>How to give a network another range. What stands in capitals is to be replaced.</summary>
internal static class MoveNetwork
{
    private static ShellText Free => $"RANGE: a range that is free on all hosts, such as 10.213.0.0/24";

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
            { Name: "docker_gwbridge" } => $"docker network rm docker_gwbridge && docker network create --subnet RANGE -o "
                + $"com.docker.network.bridge.name=docker_gwbridge -o com.docker.network.bridge.enable_icc=false -o "
                + $"com.docker.network.bridge.enable_ip_masquerade=true docker_gwbridge # first: docker node update "
                + $"--availability drain NODE; afterwards: --availability active",
            { Ingress: true } => $"docker network rm {network.Name} && docker network create --driver overlay --ingress --subnet RANGE "
                + $"{network.Name} # on a manager, after removing the services with published ports",
            { Driver: "bridge" } =>
                $"docker network rm {network.Name} && docker network create --subnet RANGE {network.Name} # its containers "
                    + $"must leave it first; for future networks: \"default-address-pools\": [{{\"base\": \"RANGE\", \"size\": "
                    + $"24}}] in /etc/docker/daemon.json",
            { Driver: "overlay" } =>
                $"docker network rm {network.Name} && docker network create --driver overlay --subnet RANGE {network.Name} "
                    + $"# its services must be removed first; for future networks: docker swarm init --default-addr-pool RANGE",
            { Driver: "weavemesh", Name: "weave" } => $"weave reset && weave launch --ipalloc-range RANGE # on all hosts",
            _ => $"docker network rm {network.Name} && docker network create --driver {network.Driver} --subnet RANGE "
                + $"{network.Name} # its containers must leave it first",
        };
        return $"{move}; {Free}";
    }
}
