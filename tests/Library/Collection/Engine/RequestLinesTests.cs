using System.Text;
using NetAudit.Collection.Engine;

namespace NetAudit.Library.Tests.Collection.Engine;

public sealed class RequestLinesTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\nContent-Length: 4\n\n{\n}\n", "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n{\n}\n")]
    public void Lines_of_the_head_end_with_CR_and_LF_and_the_body_stays_however_it_is_cut(string request, string sent)
    {
        for (var size = 1; size <= request.Length; size++)
        {
            var lines = new RequestLines();
            var bytes = Encoding.ASCII.GetBytes(request);
            var parts = Enumerable
                .Range(0, (bytes.Length + size - 1) / size)
                .SelectMany(part => lines.Mend(bytes, part * size, Math.Min(size, bytes.Length - part * size)));

            Assert.Equal(sent, Encoding.ASCII.GetString([.. parts]));
        }
    }
}
