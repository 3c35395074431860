using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class TextLinesTests
{
    private const string Text = "# a comment\r\n\n  one two \t\n; another\n\tthree";

    [Fact]
    public void Comments_empty_lines_and_blanks_around_are_left_out() => Assert.Equal(["one two", "three"], TextLines.Read(Text));

    [Fact]
    public void All_lines_are_as_they_stand() =>
        Assert.Equal(["# a comment", "", "  one two \t", "; another", "\tthree"], TextLines.All(Text));
}
