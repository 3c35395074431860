using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class ProcessorTimesTests
{
    [Fact]
    public void Idle_and_waiting_for_the_disk_are_not_busy_and_guests_count_once() =>
        Assert.Equal(
            new ProcessorTimes(100 + 20 + 30 + 4 + 5 + 6, 100 + 20 + 30 + 400 + 50 + 4 + 5 + 6),
            ProcessorTimes.Read("cpu  100 20 30 400 50 4 5 6 70 80\ncpu0 1 2 3 4 5 6 7 8 9 10\n")
        );

    [Theory]
    [InlineData("")]
    [InlineData("cpu  1 2 3 4\n")]
    [InlineData("cpu  1 2 -3 4 5 6 7 8\n")]
    [InlineData("cpu0 1 2 3 4 5 6 7 8\n")]
    public void What_is_no_such_line_gives_nothing(string text) => Assert.Equal(default, ProcessorTimes.Read(text));
}
