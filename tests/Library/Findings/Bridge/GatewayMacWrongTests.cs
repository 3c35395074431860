using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class GatewayMacWrongTests
{
    private const string Wrong = "02:00:00:00:00:99";

    private static string Bridge => PlainHost.Sound.BridgeOf("br1");

    private static string Right => PlainHost.Sound.HostLinks().Single(link => link.Name == Bridge).MacAddress!;

    [Theory]
    [InlineData("PERMANENT")]
    [InlineData("REACHABLE")]
    public void An_entry_with_another_address_than_the_bridges_is_named(string state)
    {
        var finding = Assert.Single(With(state, Wrong).Find<GatewayMacWrong>());

        Assert.Equal((Severity.Error, "b1"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            $"Container b1 reaches nothing beyond network br1: it sends packets for its gateway 172.18.0.1 to {Wrong}, and {Bridge} has "
                + $"{Right}.",
            finding.Message
        );
        Assert.StartsWith(
            "nsenter -t $(docker inspect -f '{{.State.Pid}}' b1) -n ip neigh del 172.18.0.1 dev eth0 # ",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_right_address_and_an_entry_that_is_asked_for_again_are_sound()
    {
        Assert.Empty(PlainHost.Sound.Find<GatewayMacWrong>());
        Assert.Empty(With("PERMANENT", Right).Find<GatewayMacWrong>());
        Assert.Empty(With("PERMANENT", Right.ToUpperInvariant()).Find<GatewayMacWrong>());
        Assert.Empty(With("STALE", Wrong).Find<GatewayMacWrong>());
        Assert.Empty(With("PERMANENT", Wrong, "172.18.0.9").Find<GatewayMacWrong>());
    }

    [Fact]
    public void The_address_of_the_containers_own_port_reaches_the_host_too()
    {
        var inside = PlainHost.Sound.NamespaceOf(PlainHost.Sound.Containers!.Single(container => container.Name == "b1"));
        var peer = inside!.Links!.Single(link => link.Name == "eth0").PeerIndex;
        var port = PlainHost.Sound.HostLinks().Single(link => link.Index == peer);

        Assert.Empty(With("PERMANENT", port.MacAddress!).Find<GatewayMacWrong>());
    }

    private static HostSnapshot With(string state, string macAddress, string address = "172.18.0.1") =>
        PlainHost.Sound.Inside(
            "b1",
            inside =>
                inside with
                {
                    Neighbors =
                    [
                        new Neighbor
                        {
                            Address = address,
                            Device = "eth0",
                            MacAddress = macAddress,
                            State = state,
                        },
                    ],
                }
        );
}
