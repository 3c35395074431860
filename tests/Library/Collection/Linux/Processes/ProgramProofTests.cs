using NetAudit.Collection.Linux.Processes;

namespace NetAudit.Library.Tests.Collection.Linux.Processes;

public sealed class ProgramProofTests
{
    [Theory]
    [InlineData("/usr/bin/etcd", 0, "etcd", true)]
    [InlineData("/usr/bin/etcd (deleted)", 0, "etcd", true)]
    [InlineData("/usr/bin/perl", 0, "flanneld", false)]
    [InlineData("/tmp/flanneld", 65534, "flanneld", false)]
    public void A_name_alone_proves_no_agent(string program, uint owner, string name, bool isConfirmed) =>
        Assert.Equal(isConfirmed, ProgramProof.Confirms(program, owner, name));
}
