using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A network isolates its containers (enable_icc=false), but bridged packets don't pass iptables (net.bridge.bridge-nf-call-iptables = 0),
/// so they reach each other. For such networks the engine loads br_netfilter and sets it (libnetwork's setup_bridgenetfiltering). With the
/// nftables backend, a bridge table of the engine's isolates them instead.
/// </summary>
internal sealed class BridgeFilterOff : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.Sysctls | HostFacts.Engine;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        var isIptables = host.Snapshot.Engine!.FirewallBackend is null or "iptables" or "iptables+firewalld";
        var isKeptApart = isIptables && !bridge.LetsContainersTalk && bridge.Members.Count > 1;
        if (isKeptApart && host.Snapshot.HostNamespace.Sysctl(SysctlNames.BridgeNfIptables) == 0)
        {
            yield return Found(
                Severity.Warning,
                new(SubjectKind.Network, bridge.Network.Name),
                $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) reach each other, although the network should keep "
                    + "them apart (enable_icc=false): packets between ports of a bridge bypass iptables on this host.",
                $"modprobe br_netfilter && sysctl -w {SysctlNames.BridgeNfIptables}=1 # and remove the line in "
                    + $"/etc/sysctl.d that sets it to 0",
                EvidenceFactory.Network(bridge.Network, "com.docker.network.bridge.enable_icc false"),
                new Evidence($"sysctl {SysctlNames.BridgeNfIptables}", "0")
            );
        }
    }
}
