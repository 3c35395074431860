using NetAudit.Collection.Linux.Processes;
using NetAudit.Probes.Trials;

namespace NetAudit.Library.Tests.Probes.Trials;

public sealed class TemporaryNetworkMarkTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 25, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_mark_is_read_as_it_was_written()
    {
        var mark = new TemporaryNetworkMark("b/pid:[1]/7/99#ab", s_now);

        Assert.Equal("b/pid:[1]/7/99#ab until 2026-11-25T18:00:00Z", mark.ToString());
        Assert.Equal(mark, TemporaryNetworkMark.Parse(mark.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("somebody until tomorrow")]
    public void What_NetAudit_did_not_write_is_no_mark(string? value) => Assert.Null(TemporaryNetworkMark.Parse(value));

    [Theory]
    [InlineData(true, -1, false)]
    [InlineData(true, 1, true)]
    [InlineData(false, -1, true)]
    [InlineData(null, -1, false)]
    [InlineData(null, 1, true)]
    public void A_run_is_over_when_its_process_is_gone_or_its_time_is(bool? runs, int minutes, bool isOver) =>
        Assert.Equal(
            isOver,
            new TemporaryNetworkMark("owner#1", s_now).IsOver(
                s_now.AddMinutes(minutes),
                owner => owner == "owner" ? runs : throw new ArgumentException(owner)
            )
        );

    [Fact]
    public void This_process_runs_and_one_that_started_at_another_time_or_elsewhere_does_not_or_is_not_known()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var self = ProcessIdentity.OfSelf()!;

        Assert.True(ProcessIdentity.Runs(self));
        Assert.False(ProcessIdentity.Runs(self + "0"));
        Assert.Null(ProcessIdentity.Runs("another-boot" + self));
        Assert.Null(ProcessIdentity.Runs("unknown"));
    }
}
