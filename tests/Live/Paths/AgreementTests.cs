namespace NetAudit.Live.Tests.Paths;

public sealed class AgreementTests
{
    [Theory]
    [InlineData(new[] { 1.60, 1.61, 1.62 }, true)]
    [InlineData(new[] { 1.57, 1.59, 1.61 }, true)]
    [InlineData(new[] { 1.38, 1.39, 1.40 }, false)]
    [InlineData(new[] { 1.85, 1.86, 1.87 }, false)]
    public void Steady_figures_agree_only_if_they_are_near(double[] own, bool expected) =>
        Assert.Equal(expected, Agreement.Holds(own, [1.60, 1.60, 1.61]));

    [Theory]
    [InlineData(new[] { 1.3, 1.5, 1.9 }, true)]
    [InlineData(new[] { 4.0, 4.1, 5.0 }, false)]
    public void What_scatters_is_given_as_much_room_as_it_took(double[] own, bool expected) =>
        Assert.Equal(expected, Agreement.Holds(own, [1.6, 1.9, 2.2]));
}
