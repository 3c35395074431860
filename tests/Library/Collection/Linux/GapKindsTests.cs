using NetAudit.Collection.Linux;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Netlink;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Linux;

/// <summary>A gap's kind follows from the failed operation, not from its message.</summary>
public sealed class GapKindsTests
{
    [Theory]
    [InlineData(1, GapKind.NeedsRoot)]
    [InlineData(13, GapKind.NeedsRoot)]
    [InlineData(2, GapKind.NotThere)]
    [InlineData(3, GapKind.NotThere)]
    [InlineData(93, GapKind.NotThere)]
    [InlineData(97, GapKind.NotThere)]
    [InlineData(110, GapKind.TimedOut)]
    [InlineData(22, GapKind.Other)]
    public void A_kernel_s_error_code_has_its_kind(int error, GapKind kind)
    {
        Assert.Equal(kind, GapKinds.From(new NetlinkException(error)));
        Assert.Equal(kind, GapKinds.From(new KernelException("the namespace can't be entered", error)));
    }

    [Fact]
    public void A_netlink_answer_that_does_not_come_has_timed_out() =>
        Assert.Equal(GapKind.TimedOut, GapKinds.From(NetlinkException.NoAnswerWithin(TimeSpan.FromSeconds(5))));

    [Fact]
    public void A_netlink_answer_that_can_t_be_read_is_damaged() =>
        Assert.Equal(GapKind.Damaged, GapKinds.From(new FormatException("an attribute is cut off")));

    [Fact]
    public void Words_about_root_alone_are_no_matter_of_rights() =>
        Assert.Equal(GapKind.Other, GapKinds.From(new NetlinkException("/root/x needs root")));

    [Fact]
    public void What_a_cancelled_collection_lacks_timed_out() =>
        Assert.Equal(GapKind.TimedOut, GapKinds.From(new NetAuditException(NetAuditError.CollectionTimeout, "m", "t", "r")));
}
