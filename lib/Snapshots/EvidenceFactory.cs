using NetAudit.Model;

namespace NetAudit.Snapshots;

/// <summary>Evidence, worded alike everywhere: the source is what a person would run or open to check.</summary>
internal static class EvidenceFactory
{
    /// <summary>Evidence from the engine's API.</summary>
    public static Evidence Engine(ShellText command, string fact) => new(command, fact) { Basis = Basis.Declared };

    public static Evidence Info(string fact) => Engine($"docker info", fact);

    public static Evidence Network(Network network, string fact) => Engine($"docker network inspect {network.Name}", fact);

    public static Evidence Container(Container container, string fact) => Engine($"docker inspect {container.Name}", fact);

    public static Evidence Image(Container container) =>
        Container(container, $"image {container.Image}, {container.State}{KubernetesPod(container)}");

    public static Evidence Plugin(ManagedPlugin plugin) =>
        Engine($"docker plugin ls", $"{plugin.Name}, {(plugin.Enabled ? "enabled" : "disabled")}");

    public static Evidence Process(HostProcess process) =>
        new($"ps -o args= -p {process.Pid}", string.Join(" ", process.CommandLine.Take(12)));

    /// <summary>Evidence that no such process runs. Only valid if processes were read.</summary>
    public static Evidence NoProcess(string name) => new($"pgrep -x {name}", "no such process") { IsAbsence = true };

    /// <summary>Evidence that processes were not read, so whether one runs isn't known.</summary>
    public static Evidence ProcessesNotSeen(string name) =>
        new($"pgrep -x {name}", "processes were not seen, so whether it runs is not known") { IsAbsence = true };

    public static Evidence Link(Link link) => new($"ip -d link show {link.Name}", Describe(link));

    public static Evidence LinkIn(string engineNamespace, Link link) =>
        new($"nsenter --net=/run/docker/netns/{engineNamespace} ip -d link show {link.Name}", Describe(link));

    public static Evidence LinkInside(Container container, Link link) => Inside(container, $"ip -d addr show {link.Name}", Describe(link));

    /// <summary>What a command shows inside a container. The source is in words, as no single command works in every container.</summary>
    public static Evidence Inside(Container container, string command, string fact) =>
        new("in container " + container.Name + ", " + command, fact);

    public static Evidence Address(Link link, LinkAddress address) => new($"ip addr show {link.Name}", address.ToString());

    public static Evidence Route(Route route) => new(route.Family == 6 ? "ip -6 route" : "ip route", route.ToString());

    public static Evidence Forwarding(string? engineNamespace, ForwardingEntry entry) =>
        new(
            engineNamespace is null
                ? (ShellText)$"bridge fdb show dev {entry.Device}"
                : $"nsenter --net=/run/docker/netns/{engineNamespace} bridge fdb show dev {entry.Device}",
            $"{entry.MacAddress} dst {entry.Destination}"
        );

    public static Evidence Neighbor(Neighbor neighbor) =>
        new($"ip neigh show dev {neighbor.Device}", $"{neighbor.Address} lladdr {neighbor.MacAddress ?? "none"} {neighbor.State}");

    public static Evidence Rule(FirewallRule rule) =>
        rule.Tool == FirewallTool.Nft
            ? new($"nft list chain {rule.Family.Word()} {rule.Table} {rule.Chain}", rule.Text)
            : new($"{Tool(rule.Tool, rule.Family)} -t {rule.Table} -S {rule.Chain}", $"-A {rule.Chain} {rule.Text}{Counted(rule)}");

    public static Evidence Chain(FirewallChain chain) =>
        chain.Tool == FirewallTool.Nft
            ? new($"nft list table {chain.Family.Word()} {chain.Table}", $"chain {chain.Name}")
            : new($"{Tool(chain.Tool, chain.Family)} -t {chain.Table} -S", $"-N {chain.Name}");

    /// <summary>Evidence that a base chain's policy drops what no rule decided on.</summary>
    public static Evidence Policy(FirewallChain chain) =>
        chain.Tool == FirewallTool.Nft
            ? new(
                $"nft list chain {chain.Family.Word()} {chain.Table} {chain.Name}",
                $"policy {chain.Policy?.ToString().ToLowerInvariant()}"
            )
            : new(
                $"{Tool(chain.Tool, chain.Family)} -t {chain.Table} -S {chain.Name}",
                $"-P {chain.Name} {chain.Policy?.ToString().ToUpperInvariant()}"
            );

    public static Evidence IpSet(string name) => new("ipset list -n", name);

    public static Evidence Listener(SocketEntry socket) =>
        new(
            "ss -lntup",
            $"{socket.Protocol} {socket.LocalAddress}:{socket.LocalPort}{(socket.Process is null ? ", no process" : $", {socket.Process}")}"
        );

    public static Evidence Connection(SocketEntry socket) =>
        new("ss -ntup", $"{socket.Process ?? "?"} to {socket.RemoteAddress}:{socket.RemotePort}");

    public static Evidence Setting(HostFile file, string key) =>
        new(file.Path, $"{key}={(file.Settings.TryGetValue(key, out var value) ? value : "")}");

    public static Evidence Weave(string fact) => new("curl -H 'Accept: application/json' 127.0.0.1:6784/report", fact);

    public static Evidence EngineNamespace(string name) => new("ls /run/docker/netns", name);

    private static string KubernetesPod(Container container) =>
        container.Labels.TryGetValue("io.kubernetes.pod.name", out var pod) ? $", Kubernetes pod {pod}"
        : container.Name.StartsWith("k8s_", StringComparison.Ordinal) ? ", a Kubernetes container"
        : "";

    private static string Tool(FirewallTool tool, FirewallFamily family) =>
        (family == FirewallFamily.Ip6 ? "ip6tables" : "iptables") + (tool == FirewallTool.IptablesLegacy ? "-legacy" : "");

    private static string Counted(FirewallRule rule) => rule.Packets is > 0 ? $" ({rule.Packets} packets)" : "";

    private static string Describe(Link link)
    {
        var vxlan = link.Vxlan is not { } v
            ? ""
            : $" id {v.Vni} dstport "
                + $"{v.Port}{(v.Learning ? "" : " nolearning")}{(v.Proxy ? " proxy" : "")}{(v.Local is null ? "" : " local " + v.Local)}";
        var addresses = string.Concat(link.Addresses.Where(a => !HostQueries.IsLinkLocal(a.Address)).Select(a => " " + a));
        return $"{link.Kind ?? link.LinkType}{vxlan} mtu "
            + $"{link.Mtu}{(link.MacAddress is null ? "" : " " + link.MacAddress)}{addresses}"
            + $"{(link.Master is null ? "" : " master " + link.Master)}";
    }
}
