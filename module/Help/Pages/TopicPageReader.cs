using NetAudit.Help.Markdown;

namespace NetAudit.Help.Pages;

/// <summary>Reads the page of an about topic: its first paragraph is the short description.</summary>
internal sealed class TopicPageReader(MarkdownFile file, Mistakes mistakes)
{
    private readonly ProseReader _prose = new(file.Path, mistakes);

    public TopicPage Read()
    {
        var text = _prose.Read(file.Root.Text);
        if (text is not [Paragraph first, ..])
        {
            mistakes.Add(file.Path, file.Root.Line, "the first paragraph of a topic says in one line what it is about");
            first = new Paragraph("");
        }

        IEnumerable<TopicSection> opening = text.Count > 1 ? [new TopicSection("", 2, file.Root.Line, [.. text.Skip(1)])] : [];
        return new TopicPage(
            file.Path,
            file.Root.Title,
            first.Text,
            [.. opening, .. file.Root.Sections.SelectMany(section => Flat(section, 2))]
        );
    }

    private IEnumerable<TopicSection> Flat(Section section, int level) =>
        section
            .Sections.SelectMany(below => Flat(below, level + 1))
            .Prepend(new TopicSection(section.Title, level, section.Line, _prose.Read(section.Text)));
}
