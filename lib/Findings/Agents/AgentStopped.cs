using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The agent doesn't run, but its network's links and routes remain. What the kernel carries (Flannel's vxlan, host-gw, WireGuard) still
/// flows, but its routes no longer update. What the agent itself carried (Flannel's udp, Weave's sleeve) is lost at once.
/// </summary>
[Explains(typeof(FlannelRouteMissing), typeof(PeerFailed), typeof(ContainerResolverDead))]
internal sealed class AgentStopped : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        // Other rules report why a swarm's networks are gone: SwarmLocked, CertificateExpired, SwarmError.
        if (footprint.State != SolutionState.Stopped || footprint.Solution == SolutionIds.DockerOverlay)
        {
            yield break;
        }

        yield return Found(
            footprint.WithoutAgent == PathWithoutAgent.Gone ? Severity.Error : Severity.Warning,
            new(SubjectKind.Agent, footprint.Solution),
            Message(footprint),
            Remedy(footprint.Solution),
            [.. footprint.Evidence.Take(4)]
        ) with
        {
            Cause = footprint.WithoutAgent == PathWithoutAgent.Gone ? $"the agent of {footprint.Solution} is gone" : null,
        };
    }

    private static ShellText Remedy(string solution) =>
        solution switch
        {
            SolutionIds.Weave => $"weave launch # starts the agent again; if Weave is gone for good, weave reset removes its traces",
            SolutionIds.Calico => $"docker start calico-node # starts the agent again; if Calico is gone for good, remove its traces",
            _ => $"Start the agent again. If {solution} is gone for good, remove its traces.",
        };

    private static string Message(Footprint footprint)
    {
        var containers = footprint.Attachments.Count > 0 ? $", with {Counted.Say(footprint.Attachments.Count, "container vNIC")}" : "";
        var stands = $"The agent of {footprint.Solution} isn't running, but its network is still set up{containers}: ";
        return stands
            + footprint.WithoutAgent switch
            {
                PathWithoutAgent.FlowsOn => "packets to known hosts still cross, but routes and peers are no longer updated.",
                PathWithoutAgent.Gone => "the agent itself carried the packets to other hosts, so none arrive now.",
                _ => "routes and peers are no longer updated.",
            };
    }
}
