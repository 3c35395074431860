using System.Globalization;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Model;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("web-1 on ov_1 (10.0.0.0/24), fe80::abcd and ::1, ::ffff:10.0.0.1, fd00::dead:beef")]
    [InlineData("Größe 数 \U0001F433 — “x” … é")]
    [InlineData("docker network rm a # or: b; #!/bin/sh ## x")]
    public void What_is_plain_stays_as_it_is(string text) => Assert.Same(text, PlainText.Escape(text));

    [Theory]
    [InlineData("a\u001B[31mb", @"a\u001B[31mb")]
    [InlineData("a\u009B31m\u0007\u0085\u2028\u2029", @"a\u009B31m\u0007\u0085\u2028\u2029")]
    [InlineData("x\u202Ey\u2066z\u200B\uFEFF\u00AD", @"x\u202Ey\u2066z\u200B\uFEFF\u00AD")]
    [InlineData("tag\U000E0041", @"tag\uDB40\uDC41")]
    [InlineData("a\r\n::error::b", @"a\u000D\u000A\u003A:error::b")]
    [InlineData("x::add-mask::x", @"x\u003A:add-mask\u003A:x")]
    [InlineData("1 ##vso[task.x]y ##[error]z ##VSO[q]", @"1 \u0023#vso[task.x]y \u0023#[error]z \u0023#VSO[q]")]
    public void What_is_more_than_text_is_spelled_out_and_stays_so(string text, string safe)
    {
        Assert.Equal(safe, PlainText.Escape(text));
        Assert.Same(safe, PlainText.Escape(safe));
    }

    [Fact]
    public void Half_a_character_is_spelled_out() => Assert.Equal(@"half\uD83D", PlainText.Escape("half\uD83D"));

    [Fact]
    public void Lines_of_our_own_stay_lines() =>
        Assert.Equal("one\ntwo\\u001B\n\\u003A:error\\u003A:x", PlainText.EscapeLines("one\ntwo\u001B\n::error::x"));

    [Fact]
    public void Whatever_the_text_nothing_unseen_is_left_of_it()
    {
        foreach (var point in Enumerable.Range(0, 0x110000).Where(point => point is < 0xD800 or > 0xDFFF))
        {
            var safe = PlainText.Escape(char.ConvertFromUtf32(point));
            var category = CharUnicodeInfo.GetUnicodeCategory(safe, 0);
            Assert.False(category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate);
        }
    }
}
