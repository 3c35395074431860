using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>A node whose certificate has expired.</summary>
public sealed class CertificateExpiredTests
{
    [Fact]
    public void It_is_told_by_the_engines_words()
    {
        var host = SwarmHost.Sound.WithSwarm(swarm =>
            swarm with
            {
                LocalNodeState = "error",
                Error = "Swarm certificates have expired.",
                ErrorKind = EngineErrorKind.CertificateExpired,
            }
        );
        Assert.Contains(
            "Swarm certificates have expired.",
            Assert.Single(host.Find<CertificateExpired>()).Text(),
            StringComparison.Ordinal
        );
        Assert.Empty(host.Find<SwarmError>());
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<CertificateExpired>());
}
