using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>A kernel that can't VXLAN.</summary>
public sealed class VxlanUnsupportedTests
{
    [Fact]
    public void It_is_told_by_a_containers_error()
    {
        var host = SwarmHost.Sound;
        host = host with
        {
            Containers =
            [
                .. host.Containers!.Select(container =>
                    container with
                    {
                        State = "created",
                        Error = "error creating vxlan interface: operation not supported",
                        ErrorKind = EngineErrorKind.VxlanUnsupported,
                    }
                ),
            ],
        };
        Assert.Contains(
            "its kernel can't make VXLAN links",
            Assert.Single(host.Find<VxlanUnsupported>()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<VxlanUnsupported>());
}
