using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Weave;

public sealed class ClearAmongEncryptedTests
{
    private static readonly string s_clear = WeaveHost.Established(
        "192.0.2.3:6783",
        "unencrypted sleeve 62:5d:e5:d1:c2:f3(node3)",
        "sleeve"
    );

    [Fact]
    public void A_connection_in_clear_among_encrypted_ones_is_named()
    {
        const string Encrypted = """
            {"Address":"192.0.2.2:1","State":"established","Info":"encrypted   sleeve 3a:2c:46:bd:26:7f(node2)",
             "Attrs":{"name":"sleeve","encrypted":true}}
            """;

        var finding = Assert.Single(WeaveHost.With([s_clear, Encrypted]).Find<ClearAmongEncrypted>());
        Assert.Equal("The connection to node3 is unencrypted; 1 other is encrypted.", finding.Message);
    }

    [Fact]
    public void Where_all_is_in_clear_nobody_asked_for_encryption() => Assert.Empty(WeaveHost.With([s_clear]).Find<ClearAmongEncrypted>());
}
