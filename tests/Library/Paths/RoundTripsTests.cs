using NetAudit.Paths;

namespace NetAudit.Library.Tests.Paths;

public sealed class RoundTripsTests
{
    [Fact]
    public void Of_an_odd_number_the_median_is_the_one_in_the_middle_whatever_the_order()
    {
        var figures = RoundTrips.From(5, [9, 1, 4, 100, 2]);

        Assert.Equal((5, 5, 0.0), (figures.Sent, figures.Received, figures.LossPercent));
        Assert.Equal((1.0, 4.0, 100.0, 100.0), (figures.Min, figures.Median, figures.P99, figures.Max));
    }

    [Fact]
    public void Of_an_even_number_the_median_is_the_mean_of_the_two_in_the_middle() =>
        Assert.Equal(2.5, RoundTrips.From(4, [1, 2, 3, 10]).Median);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 20)]
    [InlineData(99, 99)]
    [InlineData(100, 99)]
    [InlineData(101, 100)]
    [InlineData(200, 198)]
    [InlineData(1000, 990)]
    public void The_99th_percentile_is_the_smallest_that_at_least_99_percent_do_not_exceed(int count, double expected)
    {
        double[] values = [.. Enumerable.Range(1, count).Select(value => (double)value)];

        Assert.Equal(expected, RoundTrips.From(count, values).P99);
        Assert.True(values.Count(value => value <= expected) >= 0.99 * count);
        Assert.True(values.Count(value => value < expected) < 0.99 * count);
    }

    [Fact]
    public void Loss_is_what_was_sent_and_not_answered()
    {
        Assert.Equal(25, RoundTrips.From(4, [1, 2, 3]).LossPercent);
        Assert.Equal(33.33, RoundTrips.From(3, [1, 2]).LossPercent);
    }

    [Fact]
    public void Without_an_answer_there_is_loss_and_no_time()
    {
        var figures = RoundTrips.From(20, []);

        Assert.Equal((20, 0, 100.0), (figures.Sent, figures.Received, figures.LossPercent));
        Assert.Null(figures.Min ?? figures.Median ?? figures.P99 ?? figures.Max);
    }

    [Fact]
    public void Where_nothing_was_sent_nothing_is_said_of_loss() => Assert.Null(RoundTrips.From(0, []).LossPercent);
}
