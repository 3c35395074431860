using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests;

public sealed class ProbeTests
{
    [Fact]
    public void A_recorded_host_keeps_its_rows_and_says_that_it_cannot_be_probed()
    {
        using var session = new ModuleSession();
        var path = Repository.Host("overlay-swarm/sw1");
        var plain = session.Run($"Get-OverlayFeature -Path {path}").Rows<OverlayFeature>();
        var outcome = session.Run($"Get-OverlayFeature -Path {path} -Probe");

        Assert.Equal(
            plain.Select(row => (row.Aspect, row.Observed, row.Basis)),
            outcome.Output.Select(one => (OverlayFeature)one.BaseObject).Select(row => (row.Aspect, row.Observed, row.Basis))
        );
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("ProbeNotPossible,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("recorded", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_probe_of_a_recorded_host_gives_an_error_and_no_rows()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Import-OverlaySnapshot -Path {Repository.Host("overlay-swarm/sw1")} | Invoke-OverlayProbe");

        Assert.Empty(outcome.Output);
        Assert.StartsWith("ProbeNotPossible,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_is_not_there_is_named_with_those_that_are()
    {
        using var session = new ModuleSession();
        var error = Assert.Single(
            session.Run($"Invoke-OverlayProbe -Path {Repository.Host("overlay-swarm/sw1")} -Check NameServise").Errors
        );

        Assert.StartsWith("CheckUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("NameService", error.ErrorDetails.Message, StringComparison.Ordinal);
    }
}
