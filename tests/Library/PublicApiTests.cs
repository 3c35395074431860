using NetAudit.Rows;

namespace NetAudit.Library.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_librarys_public_members_are_the_reviewed_ones() => ApprovedApi.Check(typeof(HostAudit).Assembly, "Library");
}
