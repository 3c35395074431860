using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A port that a service publishes in the routing mesh is dead on this host, because a part of its setup is missing. libnetwork
/// (service_linux.go) adds an accept to filter DOCKER-INGRESS and a DNAT to nat DOCKER-INGRESS. It also adds jumps to both chains, and
/// dockerd listens on the port. Reloading another firewall tool removes the rules (moby#50443, #33893). Only services with a running task
/// on this host are checked.
/// </summary>
internal sealed class PublishedPortDead : SwarmFindingRule
{
    private const string Chain = "DOCKER-INGRESS";
    private const string ServiceLabel = "com.docker.swarm.service.id";

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Engine | HostFacts.Networks | HostFacts.HostFirewall | HostFacts.SwarmServices;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var snapshot = host.Snapshot;
        var ingress = snapshot.Networks!.FirstOrDefault(network => network is { Ingress: true, Tasks: not null });
        if (ingress is null || snapshot.Engine!.Swarm?.LocalNodeState != "active" || UsesNftables(snapshot.Engine))
        {
            yield break;
        }

        foreach (var service in snapshot.Engine.Services!)
        {
            var isHere = snapshot.RunningContainers().Any(container => IsTaskOf(container, service));
            foreach (var port in service.Ports.Where(port => isHere && port is { Mode: "ingress", PublishedPort: not null }))
            {
                var missing = Missing(snapshot, port.Protocol, port.PublishedPort!.Value).ToList();
                if (missing.Count > 0)
                {
                    yield return Describe(service, port, missing);
                }
            }
        }
    }

    /// <summary>The nftables backend has tables of its own, which aren't checked.</summary>
    private static bool UsesNftables(EngineFacts engine) => engine.FirewallBackend is "nftables" or "nftables+firewalld";

    private static bool IsTaskOf(Container container, SwarmService service) =>
        container.Labels.TryGetValue(ServiceLabel, out var id)
        && id == service.Id
        && container.Endpoints.Any(endpoint => endpoint.EndpointId.Length > 0);

    private static Finding Describe(SwarmService service, SwarmPort port, IReadOnlyList<MissingPart> missing) =>
        Found(
            Severity.Error,
            new(SubjectKind.Port, $"{port.PublishedPort}/{port.Protocol}"),
            $"Port {port.PublishedPort}/{port.Protocol} of service {service.Name} is dead on this host: there is "
                + $"{string.Join(", and ", missing.Select(part => part.Words))}.",
            $"systemctl restart docker # sets the port up again, and stops this node's containers; keep other tools from "
                + $"flushing rules (reload firewalld before the "
                + $"engine starts). For all nodes at once: scale {service.Name} to 0 and back",
            [
                new Evidence(
                    $"docker service inspect {service.Name}",
                    $"publishes {port.PublishedPort} to {port.TargetPort}/{port.Protocol}, mode ingress"
                ),
                .. missing.Select(part => part.Evidence),
            ]
        );

    private static IEnumerable<MissingPart> Missing(HostSnapshot host, string protocol, int port)
    {
        foreach (
            var (table, words) in new[] { ("nat", "no rule that leads it to the routing mesh"), ("filter", "no rule that lets it in") }
        )
        {
            if (!host.HostChains().Any(chain => chain.Table == table && chain.Name == Chain))
            {
                yield return new($"no chain {Chain} in {table}", new Evidence($"iptables -t {table} -S {Chain}", "no such chain"));
            }
            else if (!HasRule(host, table, port))
            {
                yield return new($"{words} ({table} {Chain})", new Evidence($"iptables -t {table} -S {Chain}", $"no rule for port {port}"));
            }
            else if (!host.HostRules().Any(rule => rule.Table == table && rule.Chain != Chain && IsJump(rule)))
            {
                yield return new($"no jump to {table} {Chain}", new Evidence($"iptables -t {table} -S", $"no -j {Chain}"));
            }
        }

        if (
            host.HostNamespace!.Listeners is { } listeners
            && protocol != "sctp"
            && !listeners.Any(socket => socket.Protocol == protocol && socket.LocalPort == port)
        )
        {
            yield return new("no listener of the engine", new Evidence("ss -lntup", $"nothing on {protocol} {port}"));
        }
    }

    private static bool HasRule(HostSnapshot host, string table, int port) =>
        host.HostRules()
            .Any(rule =>
                rule.Table == table
                && rule.Chain == Chain
                && rule.Values(FirewallMatchKind.DestinationPort).Contains(port.ToString(CultureInfo.InvariantCulture))
            );

    private static bool IsJump(FirewallRule rule) =>
        rule.Targets.Any(target => target.Kind == FirewallTargetKind.Jump && target.Chain == Chain);

    /// <summary>A missing part of a published port's setup.</summary>
    private sealed record MissingPart(string Words, Evidence Evidence);
}
