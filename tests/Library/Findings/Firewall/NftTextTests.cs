using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Firewall;

/// <summary>Names in nft commands. nft parses again the text that the shell's quotes hold.</summary>
public sealed class NftTextTests
{
    [Fact]
    public void A_name_in_nfts_own_quotes_cannot_leave_them()
    {
        Assert.Equal("\"eth0\"", NftText.Link("eth0").ToString());
        Assert.Equal("'\"a; flush ruleset\"'", NftText.Link("a; flush ruleset").ToString());
        Assert.Equal("'\"a?; flush ruleset; ?\"'", NftText.Link("a\"; flush ruleset; \"").ToString());
        Assert.Equal("FORWARD", NftText.Name("FORWARD").ToString());
        Assert.Equal("'\"a b\"'", NftText.Name("a b").ToString());
        Assert.Equal("10.0.0.0/8", NftText.Address("10.0.0.0/8"));
        Assert.Equal("ADDRESS", NftText.Address("10.0.0.1 } accept; flush ruleset"));
    }
}
