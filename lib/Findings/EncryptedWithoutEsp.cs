using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A network with the option encrypted and a peer, but no ESP state in the kernel: its traffic is dropped, or (before 20.10.24 and 23.0.3, CVE-2023-28841) sent in clear.</summary>
internal sealed class EncryptedWithoutEsp : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        if (host.HostNamespace?.XfrmStates is not { } states || states.Any(state => state.Protocol == "esp") || footprint.Peers is not { Count: > 0 })
        {
            return [];
        }

        return footprint.Networks.Where(network => network.Driver == "overlay" && network.Options.TryGetValue("encrypted", out var value) && value != "false"
                && footprint.Attachments.Any(attachment => attachment.Network == network))
            .Select(network => Found(
                Severity.Error,
                new(SubjectKind.Network, network.Name),
                $"Network {network.Name} is to be encrypted, but the kernel has no ESP state: nothing crosses it, or it crosses in clear.",
                "load the kernel's esp4 and xfrm modules and check that UDP and protocol 50 pass between the hosts.",
                [EvidenceFactory.Network(network, "option encrypted"), new Evidence("ip xfrm state", "no esp")]));
    }
}
