using System.Buffers.Binary;
using System.Text;
using NetAudit.Fleet;

namespace NetAudit.Library.Tests.Fleet;

public class TaskLogTests
{
    private static byte[] Frame(byte stream, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var head = new byte[8];
        head[0] = stream;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), content.Length);
        return [.. head, .. content];
    }

    [Fact]
    public void A_bundle_comes_in_lines_of_base64_and_what_was_said_beside_it_is_kept_apart()
    {
        var log = TaskLog.Read([
            .. Frame(1, "AQID\n"),
            .. Frame(2, "collect.sh: a word\n"),
            .. Frame(1, "BAU=\n"),
            .. Frame(1, "netaudit-end\n"),
        ]);

        Assert.Equal(new byte[] { 1, 2, 3, 4, 5 }, log.Bundle);
        Assert.Equal("collect.sh: a word\n", log.Errors);
    }

    [Fact]
    public void One_that_was_cut_off_or_is_none_gives_no_bundle()
    {
        byte[] whole = [.. Frame(1, "AQID\n"), .. Frame(1, "netaudit-end\n")];

        Assert.NotNull(TaskLog.Read(whole).Bundle);
        Assert.Null(TaskLog.Read(whole[..^1]).Bundle);
        Assert.Null(TaskLog.Read(Frame(1, "AQID\n")).Bundle);
        Assert.Null(TaskLog.Read(Frame(1, "not base64\nnetaudit-end\n")).Bundle);
        Assert.Null(TaskLog.Read([]).Bundle);
        Assert.Null(TaskLog.Read([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 1]).Bundle);
    }
}
