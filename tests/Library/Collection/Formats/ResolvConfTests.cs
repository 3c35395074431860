using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class ResolvConfTests
{
    [Fact]
    public void A_resolver_is_read_as_the_c_library_reads_it()
    {
        var resolver = ResolvConf.Read(
            "# Generated\n; old\nsearch a.example\nnameserver 127.0.0.11\nnameserver\t10.0.0.1 # x\ndomain b.example c.example\noptions "
                + "ndots:0 timeout:1\nnameserver"
        );

        Assert.Equal(["127.0.0.11", "10.0.0.1"], resolver.NameServers);
        Assert.Equal(["b.example"], resolver.Search);
        Assert.Equal(["ndots:0", "timeout:1"], resolver.Options);
    }
}
