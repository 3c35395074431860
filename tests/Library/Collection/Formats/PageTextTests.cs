using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class PageTextTests
{
    [Theory]
    [InlineData("busy", "busy")]
    [InlineData("a < b", "a < b")]
    [InlineData("", "")]
    [InlineData("<html><body><h1>403 Forbidden</h1>\nNot by rules.\n</body></html>\n", "403 Forbidden Not by rules.")]
    [InlineData("<html", "")]
    [InlineData("<a><<b>>c", "c")]
    public void A_page_s_text_is_what_is_between_its_tags(string page, string text) => Assert.Equal(text, PageText.Read(page));
}
