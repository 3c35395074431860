namespace NetAudit.Findings;

/// <summary>How to give a network another range. What stands in capitals is to be replaced.</summary>
internal static class MoveNetwork
{
    private const string Free = "RANGE stands for one that is free on all hosts, such as 10.213.0.0/24.";

    public static string Commands(NetworkRange range)
    {
        if (range.Network is not { } network)
        {
            return $"Give {range.Name} a range in its own configuration that no host, VPN or route uses.";
        }

        var move = network switch
        {
            { Driver: "bridge", Name: "bridge" } =>
                "Set \"bip\": \"ADDRESS/LENGTH\" in /etc/docker/daemon.json (an address in RANGE), then systemctl restart docker.",
            { Name: "docker_gwbridge" } =>
                "Have the node's tasks stopped (docker node update --availability drain NODE), then docker network rm docker_gwbridge && "
                    + "docker network create --subnet RANGE -o com.docker.network.bridge.name=docker_gwbridge "
                    + "-o com.docker.network.bridge.enable_icc=false -o com.docker.network.bridge.enable_ip_masquerade=true "
                    + "docker_gwbridge, "
                    + "and set the node active.",
            { Ingress: true } =>
                $"docker network rm {network.Name} && docker network create --driver overlay --ingress --subnet RANGE {network.Name}, "
                    + "on a manager; services with published ports must be removed before.",
            { Driver: "bridge" } =>
                $"docker network rm {network.Name} && docker network create --subnet RANGE {network.Name} (its containers must leave it "
                    + "before), and for networks to come \"default-address-pools\": [{\"base\": \"RANGE\", \"size\": 24}] in "
                    + "/etc/docker/daemon.json.",
            { Driver: "overlay" } =>
                $"docker network rm {network.Name} && docker network create --driver overlay --subnet RANGE {network.Name} (its services "
                    + "must be removed before), and for networks to come docker swarm init --default-addr-pool RANGE.",
            { Driver: "weavemesh", Name: "weave" } => "Start Weave with --ipalloc-range RANGE on all hosts, after weave reset.",
            _ => $"docker network rm {network.Name} && docker network create --driver {network.Driver} --subnet RANGE {network.Name} (its "
                + "containers must leave it before).",
        };
        return $"{move} {Free}";
    }
}
