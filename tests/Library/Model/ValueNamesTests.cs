using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Model;

/// <summary>Values are typed inside and named at the edge. Both must have the same members.</summary>
public sealed class ValueNamesTests
{
    private static readonly AspectDefinition[] s_aspects = [.. Editions.BuiltIn.SelectMany(name => Editions.Load(name).Aspects)];

    [Fact]
    public void Every_network_model_has_a_name_that_editions_know() =>
        Assert.Equal(Known(AspectIds.NetworkModel), Enum.GetValues<NetworkModel>().Select(ValueNames.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_encryption_scheme_has_a_name_that_editions_know() =>
        Assert.Equal(
            Known(AspectIds.EncryptionChannel),
            Enum.GetValues<EncryptionScheme>().Select(ValueNames.Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_isolation_schema_has_a_name_that_editions_know() =>
        Assert.Equal(
            Known(AspectIds.ApplicationIsolation),
            Enum.GetValues<IsolationSchema>().Select(ValueNames.Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_protocol_that_editions_know_has_a_number_but_All() =>
        Assert.Equal(["All"], Known(AspectIds.ProtocolSupport).Where(name => IPProtocol.FromName(name).Number is null));

    [Fact]
    public void A_name_leads_back_to_its_value()
    {
        Assert.Equal(NetworkModel.IPIP, ValueNames.FindNetworkModel("IPIP"));
        Assert.Equal(EncryptionScheme.None, ValueNames.FindEncryptionScheme("No"));
        Assert.Equal(IsolationSchema.Cidr, ValueNames.FindIsolationSchema("CIDR"));
        Assert.Null(ValueNames.FindNetworkModel("vxlan"));
        Assert.Null(ValueNames.FindNetworkModel(null));
    }

    [Theory]
    [InlineData("tcp", "TCP", 6)]
    [InlineData("17", "UDP", 17)]
    [InlineData("ipv6-icmp", "ICMPv6", 58)]
    [InlineData("udplite", "UDPLite", 136)]
    [InlineData("253", "253", 253)]
    public void A_protocol_is_known_by_name_and_by_number(string written, string name, int number)
    {
        var protocol = IPProtocol.FromName(written);

        Assert.Equal((name, (byte?)number), (protocol.Name, protocol.Number));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("0")]
    public void All_protocols_are_written_in_two_ways(string written) => Assert.Same(IPProtocol.Any, IPProtocol.FromName(written));

    [Fact]
    public void A_protocol_that_nobody_knows_is_not_taken_for_all()
    {
        var protocol = IPProtocol.FromName("xyzzy");

        Assert.NotEqual(IPProtocol.Any, protocol);
        Assert.Equal(("XYZZY", null), (protocol.Name, protocol.Number));
    }

    private static IEnumerable<string> Known(string aspect) =>
        s_aspects.Where(one => one.Id == aspect).SelectMany(one => one.Values).Distinct().Order(StringComparer.Ordinal);
}
