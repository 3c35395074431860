using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A connection to a service's virtual IP that is idle for 15 minutes is cut silently (moby#31208). IPVS forgets it after 900 idle seconds,
/// and the kernel's keepalive starts after 7200 by default. These are defaults, so the finding is information only.
/// </summary>
internal sealed class IpvsIdleTimeout : SwarmFindingRule
{
    private const long Idle = 900;

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.EngineNamespaces | HostFacts.Sysctls;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var services = OverlayBalancer
            .FindAll(host.Snapshot)
            .Where(balancer => balancer.HasIpvs && !balancer.View.Network.Ingress)
            .SelectMany(balancer => balancer.Services.Select(service => service.Name))
            .Distinct()
            .ToList();
        if (
            services.Count > 0
            && host.Snapshot.HostNamespace!.Sysctls!.TryGetValue(SysctlNames.KeepaliveTime, out var keepalive)
            && keepalive >= Idle
        )
        {
            yield return Found(
                Severity.Information,
                new(SubjectKind.Host, host.Snapshot.Host),
                $"Connections by the virtual IPs of {TruncatedList.Join(services)} are cut after {Idle} idle seconds, "
                    + "unless the program keeps them alive: IPVS forgets them then, and the kernel's keepalive begins after "
                    + $"{keepalive} seconds.",
                $"docker service update --sysctl-add net.ipv4.tcp_keepalive_time=600 SERVICE # for each service concerned, "
                    + $"if its program asks for keepalive; else --endpoint-mode dnsrr",
                new Evidence($"sysctl {SysctlNames.KeepaliveTime}", $"{keepalive}")
            );
        }
    }
}
