using NetAudit.Snapshots;

namespace NetAudit.Benchmarks.Hosts;

/// <summary>
/// A sound host of any size, as engine 28 makes it. Containers are spread over bridge networks, and each has its own namespace. The other
/// end of its vNIC is on the host. Every tenth container has a published port, with its firewall rules.
/// </summary>
internal sealed class LargeHost(int containers, int networks)
{
    private readonly LargeNumbering numbering = new(containers, networks);

    /// <summary>Creates the host's snapshot.</summary>
    public HostSnapshot Create()
    {
        var kernel = new LargeKernel(containers, networks);
        return new()
        {
            Host = "large",
            CollectedAt = DateTimeOffset.UnixEpoch,
            Origin = new RecordedOrigin("a benchmark"),
            Engine = new EngineFacts { Component = "Engine", Version = "28.5.2" },
            Networks = [.. Enumerable.Range(0, networks).Select(NetworkAt)],
            Containers = [.. Enumerable.Range(0, containers).Select(ContainerAt)],
            HostNamespace = kernel.HostNamespace(),
            ContainerNamespaces = Enumerable.Range(0, containers).ToDictionary(LargeNumbering.Id, kernel.NamespaceAt),
            KernelModules = ["bridge", "veth", "br_netfilter"],
            Processes =
            [
                new HostProcess
                {
                    Pid = 1000,
                    Name = "dockerd",
                    CommandLine = ["dockerd"],
                },
            ],
            Resolver = new Resolver { NameServers = ["192.0.2.53"] },
        };
    }

    private Network NetworkAt(int network) =>
        new()
        {
            Id = LargeNumbering.NetworkId(network),
            Name = $"net{network}",
            Driver = "bridge",
            Scope = "local",
            IpamDriver = "default",
            Pools = [new IpamPool { Subnet = LargeNumbering.Address(network, 0) + "/24", Gateway = LargeNumbering.Address(network, 1) }],
            Options = new Dictionary<string, string>(),
            Endpoints = [.. numbering.Members(network).Select(NetworkEndpointAt)],
        };

    private NetworkEndpoint NetworkEndpointAt(int container) =>
        new()
        {
            Key = LargeNumbering.Id(container),
            Name = $"web{container}",
            EndpointId = LargeNumbering.Hash(0xe0, container),
            MacAddress = LargeNumbering.Mac(numbering.NetworkOf(container), numbering.HostOf(container)),
            IPv4Address = numbering.AddressOf(container) + "/24",
        };

    private Container ContainerAt(int container) =>
        new()
        {
            Id = LargeNumbering.Id(container),
            Name = $"web{container}",
            Image = "registry.example/web:1.27",
            State = "running",
            Path = "/docker-entrypoint.sh",
            NetworkMode = $"net{numbering.NetworkOf(container)}",
            Labels = new Dictionary<string, string>
            {
                ["com.docker.compose.project"] = $"shop{numbering.NetworkOf(container)}",
                ["com.docker.compose.service"] = "web",
            },
            Endpoints = [EndpointAt(container)],
            Ports = LargeNumbering.IsPublished(container) ? [LargeNumbering.Port(container)] : [],
            Resolver = new Resolver { NameServers = ["127.0.0.11"] },
        };

    private ContainerEndpoint EndpointAt(int container) =>
        new()
        {
            NetworkName = $"net{numbering.NetworkOf(container)}",
            NetworkId = LargeNumbering.NetworkId(numbering.NetworkOf(container)),
            EndpointId = LargeNumbering.Hash(0xe0, container),
            MacAddress = LargeNumbering.Mac(numbering.NetworkOf(container), numbering.HostOf(container)),
            IPv4Address = numbering.AddressOf(container),
            IPv4PrefixLength = 24,
            IPv4Gateway = LargeNumbering.Address(numbering.NetworkOf(container), 1),
            Names = [$"web{container}", LargeNumbering.Id(container)[..12]],
        };
}
