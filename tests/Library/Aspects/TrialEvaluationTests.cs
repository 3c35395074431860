using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.Trials.TrialRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class TrialEvaluationTests
{
    [Theory]
    [InlineData("IPOverlap")]
    [InlineData("SubnetRestriction")]
    public void Where_not_even_a_free_subnet_was_made_the_row_stays_as_it_was(string aspect)
    {
        var host = RecordedHosts.Read("engine28-swarm/md1");
        var plain = host.Row("DockerOverlay", aspect);
        var refused = Answered(Free, ProbeOutcome.Refused, Denied) with { Check = Enum.Parse<ProbeCheck>(aspect) };
        var row = host.WithProbes("DockerOverlay", refused).Row("DockerOverlay", aspect);

        Assert.Equal((plain.Observed, plain.Status, plain.Basis), (row.Observed, row.Status, row.Basis));
        Assert.Equal(
            "The documentation describes it as possible, and this host doesn't use it; the engine did not even make a network with "
                + "a subnet that nobody uses here (198.18.0.0/28): refused: 403 authorization denied.",
            row.Reason
        );
    }
}
