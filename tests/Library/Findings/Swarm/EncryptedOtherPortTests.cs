using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Encrypted networks and other data path ports.</summary>
public sealed class EncryptedOtherPortTests
{
    [Fact]
    public void An_old_engine_with_another_port_cuts_encrypted_networks()
    {
        var finding = Assert.Single(TroubledHost.Read("07-encrypted-other-port").Find<EncryptedOtherPort>());
        Assert.Equal(new(SubjectKind.Network, "sec"), finding.Subject);
        Assert.Equal(
            "Nothing crosses the encrypted network sec between hosts: the swarm's data path port is 5789, and engine "
                + "20.10.24+dfsg1 encrypts UDP 4789 only, so its packets stay unencrypted and are dropped at the other end.",
            finding.Message
        );
    }

    [Theory]
    [InlineData("23.0.7")]
    [InlineData("24.0.3")]
    [InlineData("28.5.2")]
    public void Mended_engines_do_it(string version) =>
        Assert.Empty(
            TroubledHost.Read("07-encrypted-other-port").WithEngine(engine => engine with { Version = version }).Find<EncryptedOtherPort>()
        );

    /// <summary>The release line 20.10 never received the change.</summary>
    [Theory]
    [InlineData("20.10.27")]
    [InlineData("23.0.6")]
    [InlineData("24.0.2")]
    public void Engines_of_these_releases_do_not(string version) =>
        Assert.Single(
            TroubledHost.Read("07-encrypted-other-port").WithEngine(engine => engine with { Version = version }).Find<EncryptedOtherPort>()
        );

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Encrypted.Find<EncryptedOtherPort>());
}
