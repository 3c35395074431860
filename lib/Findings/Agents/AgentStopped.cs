using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The agent is gone while its network stands. What the kernel carries by itself (Flannel's vxlan, host-gw, WireGuard) flows on,
/// but nothing follows changes; what the agent carried (Flannel's udp, Weave's sleeve) is lost at once.
/// </summary>
[Explains(typeof(FlannelRouteMissing), typeof(PeerFailed), typeof(ContainerResolverDead))]
internal sealed class AgentStopped : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        // The engine itself says why a swarm's networks are gone: SwarmLocked, CertificateExpired, SwarmError.
        if (footprint.State != SolutionState.Stopped || footprint.Solution == SolutionIds.DockerOverlay)
        {
            yield break;
        }

        yield return Found(
            footprint.WithoutAgent == PathWithoutAgent.Gone ? Severity.Error : Severity.Warning,
            new(SubjectKind.Agent, footprint.Solution),
            Message(footprint),
            "start the agent again, or remove what it left.",
            [.. footprint.Evidence.Take(4)]
        ) with
        {
            Cause = footprint.WithoutAgent == PathWithoutAgent.Gone ? $"the agent of {footprint.Solution} is gone" : null,
        };
    }

    private static string Message(Footprint footprint)
    {
        var containers =
            footprint.Attachments.Count > 0 ? $", with {Counted.Say(footprint.Attachments.Count, "container vNIC")} on it" : "";
        var stands = $"The agent of {footprint.Solution} isn't running; its network is still set up{containers}: ";
        return stands
            + footprint.WithoutAgent switch
            {
                PathWithoutAgent.FlowsOn => "traffic to the hosts known so far flows on, but routes and peers no longer follow changes.",
                PathWithoutAgent.Gone => "the agent carried the packets to other hosts itself, so none arrives any more.",
                _ => "routes and peers no longer follow changes.",
            };
    }
}
