using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Engines that can't talk encrypted.</summary>
public sealed class EncryptedMixedEnginesTests
{
    [Fact]
    public void Both_versions_and_the_network_are_named()
    {
        var finding = Assert.Single(TroubledHost.Read("28-encrypted-mixed-versions").Find<EncryptedMixedEngines>());
        Assert.Equal(
            "Nothing crosses the encrypted network sec between x2a (engine 28.5.2) and x2b (engine 29.1.3): engines "
                + "of version 29 or later and older ones drop each other's encrypted packets.",
            finding.Message
        );
    }

    [Fact]
    public void A_node_that_takes_no_part_doesnt_matter()
    {
        var host = TroubledHost
            .Read("28-encrypted-mixed-versions")
            .WithNetwork("sec", network => network with { Peers = [network.Peers![0]] });
        Assert.Empty(host.Find<EncryptedMixedEngines>());
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Encrypted.Find<EncryptedMixedEngines>());
}
