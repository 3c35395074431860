using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class ToolFailureTests
{
    [Theory]
    [InlineData("RTNETLINK answers: Operation not permitted", GapKind.NeedsRoot)]
    [InlineData("cat: /proc/1/net/ip_vs: Permission denied", GapKind.NeedsRoot)]
    [InlineData("iptables v1.8.9: can't initialize: Permission denied (you must be root)", GapKind.NeedsRoot)]
    [InlineData("sh: 1: nft: not found", GapKind.NotThere)]
    [InlineData("cat: /root/x: No such file or directory", GapKind.Other)]
    [InlineData("", GapKind.Other)]
    public void What_a_tool_said_tells_why_it_failed(string said, GapKind kind) => Assert.Equal(kind, ToolFailure.KindOf(said));
}
