using NetAudit.Collection;
using NetAudit.Collection.Formats;
using NetAudit.Live.Tests.Support;
using Newtonsoft.Json;

namespace NetAudit.Live.Tests.Linux;

/// <summary>A live host and its bundle must give the same facts. Otherwise an audit would depend on the collector.</summary>
public sealed class BothReadersTests(FurnishedNamespace furnished) : FurnishedTestBase(furnished)
{
    private TemporaryNamespace Home => Furnished.Home;

    [Fact]
    public async Task Links_and_addresses_are_the_same() =>
        Same(
            Seen.Links?.Select(link => link with { Counters = null, Driver = null }),
            IpJsonLinks.Read(await IpAsync("-j -d link"), await IpAsync("-j addr"))
        );

    [Fact]
    public async Task Routes_are_the_same() =>
        Same(Seen.Routes, IpJsonRoutes.Read(await IpAsync("-j -d route show table all"), await IpAsync("-j -d -6 route show table all")));

    [Fact]
    public async Task Rules_are_the_same() => Same(Seen.Rules, IpJsonTables.Rules(await IpAsync("-j rule")));

    [Fact]
    public async Task Neighbours_are_the_same() =>
        Same(
            Seen.Neighbors!.Select(NeighborReadingTests.Lasting),
            IpJsonTables.Neighbors(await IpAsync("-j neigh")).Select(NeighborReadingTests.Lasting)
        );

    [Fact]
    public async Task Forwarding_entries_are_the_same() => Same(Seen.Forwarding, IpJsonTables.Forwarding(await BridgeAsync("-j fdb")));

    [Fact]
    public async Task Sockets_are_the_same()
    {
        Same(Seen.Listeners, SsText.Read(await Home.ExecuteAsync("ss -lntup"), listeners: true));
        Same(Seen.Connections, SsText.Read(await Home.ExecuteAsync("ss -ntup"), listeners: false));
    }

    [Fact]
    public async Task Ipsec_states_are_the_same() => Same(Seen.XfrmStates, XfrmText.Read(await Home.IpAsync("xfrm state")));

    [Fact]
    public async Task Ipsec_policies_are_the_same() => Same(Seen.XfrmPolicies, XfrmPolicyText.Read(await Home.IpAsync("xfrm policy")));

    /// <summary>Compares without regard to order, as tools sort their output.</summary>
    private static void Same<T>(IEnumerable<T>? live, IEnumerable<T>? recorded)
    {
        Assert.NotEmpty(live!);
        Assert.Equal(Lines(recorded!), Lines(live!));

        static IEnumerable<string> Lines(IEnumerable<T> facts) =>
            facts.Select(fact => JsonConvert.SerializeObject(fact)).Order(StringComparer.Ordinal);
    }

    private async Task<JsonArray> IpAsync(string words) => Parse(await Home.IpAsync(words));

    private async Task<JsonArray> BridgeAsync(string words) => Parse(await Home.BridgeAsync(words));

    private static JsonArray Parse(string json) => (JsonArray)Json.ParseAnswer(new StringReader(json))!;
}
