using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Findings.Probed;

public sealed class ProbedLossTests
{
    private const string Overlay = "DockerOverlay";
    private static readonly NetworkRef s_app = new() { Name = "app" };
    private static readonly NetworkRef s_other = new() { Name = "other" };

    private static HostSnapshot Sound => TroubledHost.Read("00-clean-swarm");

    [Fact]
    public void Without_probes_and_with_answered_ones_nothing_is_said()
    {
        Assert.Empty(Sound.Find<ProbedLoss>());
        Assert.Empty(Sound.WithProbes(Overlay, Between(s_app, s_app, ProbeOutcome.Reached)).Find<ProbedLoss>());
    }

    [Fact]
    public void What_nothing_explains_is_told_with_what_was_sent()
    {
        var lost = Between(s_app, s_app, ProbeOutcome.Silent);
        var finding = Assert.Single(Sound.WithProbes(Overlay, lost, lost).Find<ProbedLoss>());

        Assert.Equal((Severity.Error, Basis.Probed, "10.97.0.2"), (finding.Severity, finding.Basis, finding.Subject.Name));
        Assert.Equal(
            "Containers here don't reach containers on 10.97.0.2 over DockerOverlay (network app): 2 probes got no "
                + "answer, of c1 and c2 on 10.97.0.2. Nothing that was seen on this host explains it.",
            finding.Message
        );
    }

    [Fact]
    public void Something_else_that_crossed_on_the_same_network_tells_that_the_way_is_open() =>
        Assert.Empty(
            Sound
                .WithProbes(Overlay, Between(s_app, s_app, ProbeOutcome.Silent), Between(s_app, s_app, ProbeOutcome.Reached))
                .Find<ProbedLoss>()
        );

    [Fact]
    public void Silence_between_networks_is_isolation() =>
        Assert.Empty(Sound.WithProbes(Overlay, Between(s_app, s_other, ProbeOutcome.Silent)).Find<ProbedLoss>());

    private static ProbeRecord Between(NetworkRef from, NetworkRef to, ProbeOutcome outcome) =>
        Record(ProbeCheck.ApplicationIsolation, null, outcome) with
        {
            From = Container("c1", from),
            To = Remote("c2", to, "10.0.1.4", "10.97.0.2"),
        };
}
