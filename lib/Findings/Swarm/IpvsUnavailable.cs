using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The kernel has no IPVS, so names of services resolve to virtual IPs at which nothing answers. Virtual IPs and the routing mesh are IPVS
/// services in the load balancers' namespaces. Slim kernels and hosts inside containers may lack it (moby#26930, #31208, lxc#4278).
/// </summary>
internal sealed class IpvsUnavailable : SwarmFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var balancers = OverlayBalancer
            .FindAll(host.Snapshot)
            .Where(balancer => balancer is { Ipvs: not null, HasIpvs: false, Services.Count: > 0 })
            .ToList();
        if (balancers.Count == 0)
        {
            yield break;
        }

        var services = balancers.SelectMany(balancer => balancer.Services.Select(service => service.Name)).Distinct().ToList();
        yield return Found(
            Severity.Error,
            new(SubjectKind.Host, host.Snapshot.Host),
            $"On this host the virtual IPs of {TruncatedList.Join(services)} lead nowhere, and their published ports don't reach tasks "
                + "of other hosts: the kernel has no IPVS.",
            $"modprobe -a ip_vs ip_vs_rr xt_ipvs && systemctl restart docker # if there is no such module, install it "
                + $"(linux-modules-extra, kernel-modules-extra) or run another kernel; until then: docker service update "
                + $"--endpoint-mode dnsrr SERVICE, with ports published in mode host",
            [
                .. balancers
                    .Take(3)
                    .Select(balancer => new Evidence(
                        $"nsenter --net=/run/docker/netns/{balancer.Namespace} cat /proc/net/ip_vs",
                        "no such file"
                    )),
            ]
        );
    }
}
