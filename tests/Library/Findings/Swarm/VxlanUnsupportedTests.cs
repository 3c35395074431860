using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>A kernel without VXLAN.</summary>
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
        Assert.Equal(
            "No overlay network works on this host, so containers web.1.zwygg3f41v84g1qzblq9af9lh, c1 can't start: its kernel "
                + "can't make VXLAN links.",
            Assert.Single(host.Find<VxlanUnsupported>()).Message
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<VxlanUnsupported>());
}
