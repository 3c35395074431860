using NetAudit.Aspects;
using NetAudit.Audit;
using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Audit;

/// <summary>The comparison of an observation with a cell.</summary>
public sealed class ComparisonTests
{
    [Theory]
    [InlineData(nameof(Contradiction.InClear))]
    [InlineData(nameof(Contradiction.NotInForce))]
    [InlineData(nameof(Contradiction.Unreached))]
    [InlineData(nameof(Contradiction.Bridged))]
    [InlineData(nameof(Contradiction.Routed))]
    [InlineData(nameof(Contradiction.Unused))]
    public void A_contradiction_is_a_mismatch_whatever_the_cell_says(string contradiction)
    {
        var kind = Enum.Parse<Contradiction>(contradiction);
        var observation = Seen(AspectValue.Yes) with { Contradictions = [kind] };

        Assert.Equal(FeatureStatus.Mismatch, Comparison.Status(observation, Cell("Yes", "No")));
        Assert.Equal(FeatureStatus.Mismatch, Comparison.Status(observation with { Values = [] }, Cell("Yes", "No")));
        Assert.Equal(FeatureStatus.Mismatch, Comparison.Status(observation, Cell(contradiction)));
        Assert.Equal(
            FeatureStatus.Mismatch,
            Comparison.Status(observation with { Values = [AspectValue.No] }, Cell("Yes") with { Optional = true })
        );
    }

    [Fact]
    public void The_names_of_contradictions_stand_before_those_of_values()
    {
        var observation = Seen(AspectValue.From(EncryptionScheme.IPsec), AspectValue.From(EncryptionScheme.None)) with
        {
            Contradictions = [Contradiction.NotInForce],
        };

        Assert.Equal(["NotInForce", "IPsec", "No"], observation.Names);
    }

    [Theory]
    [InlineData(nameof(Standing.InForce), FeatureStatus.NotInUse, FeatureStatus.Mismatch)]
    [InlineData(nameof(Standing.Unused), FeatureStatus.NotInUse, FeatureStatus.Inconclusive)]
    [InlineData(nameof(Standing.Impossible), FeatureStatus.NotInUse, FeatureStatus.Mismatch)]
    [InlineData(nameof(Standing.Refused), FeatureStatus.Mismatch, FeatureStatus.Mismatch)]
    public void What_is_not_there_is_compared_by_how_far_that_settles_it(string standing, FeatureStatus optional, FeatureStatus required)
    {
        var observation = Seen(AspectValue.No) with { Standing = Enum.Parse<Standing>(standing) };

        Assert.Equal(optional, Comparison.Status(observation, Cell("Yes") with { Optional = true }));
        Assert.Equal(required, Comparison.Status(observation, Cell("Yes")));
    }

    [Fact]
    public void What_is_declared_and_not_seen_in_force_contradicts_a_cell_and_proves_none()
    {
        var observation = Seen(AspectValue.From(EncryptionScheme.IPsec)) with { Standing = Standing.Unproven };

        Assert.Equal(FeatureStatus.Inconclusive, Comparison.Status(observation, Cell("IPsec")));
        Assert.Equal(FeatureStatus.Mismatch, Comparison.Status(observation, Cell("No")));
    }

    [Fact]
    public void Nothing_seen_is_inconclusive() =>
        Assert.Equal(FeatureStatus.Inconclusive, Comparison.Status(Observation.NotSeen(NotSeenCause.NoPeer), Cell("Yes")));

    private static Observation Seen(params AspectValue[] values) =>
        new()
        {
            Values = values,
            Facts = new NotSeenFacts(NotSeenCause.NoPeer),
            Basis = Basis.Observed,
        };

    private static Cell Cell(params string[] values) =>
        new()
        {
            Solution = SolutionIds.Flannel,
            Aspect = AspectIds.NameService,
            Text = "text",
            Values = values,
            Meaning = "meaning",
            Source = "source",
        };
}
