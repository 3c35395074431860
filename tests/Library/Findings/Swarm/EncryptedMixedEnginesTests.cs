using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Engines whose encrypted networks can't reach each other.</summary>
public sealed class EncryptedMixedEnginesTests
{
    [Fact]
    public void Both_versions_and_the_network_are_named()
    {
        var finding = Assert.Single(TroubledHost.Read("28-encrypted-mixed-versions").Find<EncryptedMixedEngines>());
        Assert.Equal(
            "Nothing crosses the encrypted network sec between x2a (engine 28.5.2) and x2b (engine 29.1.3): engines "
                + "29.0.0 to 29.2.0, and 25.0.13 and 25.0.14, number the states of IPsec otherwise than all others, so each end drops what "
                + "the other encrypts.",
            finding.Message
        );
        Assert.StartsWith("Upgrade x2b to 29.2.1 or later (25.0: to 25.0.15).", finding.Remediation);
    }

    [Theory]
    [InlineData("28.5.2", "29.2.1", 0)]
    [InlineData("29.1.3", "29.2.1", 1)]
    [InlineData("25.0.12", "25.0.14", 1)]
    [InlineData("25.0.15", "28.5.2", 0)]
    [InlineData("29.0.0", "29.2.0", 0)]
    public void Only_engines_that_number_them_otherwise_are_apart(string one, string other, int count)
    {
        var host = TroubledHost
            .Read("28-encrypted-mixed-versions")
            .WithEngine(engine =>
                engine with
                {
                    Nodes = [.. engine.Nodes!.Select((node, at) => node with { EngineVersion = at == 0 ? one : other })],
                }
            );

        Assert.Equal(count, host.Find<EncryptedMixedEngines>().Count);
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
