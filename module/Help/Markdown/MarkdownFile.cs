using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NetAudit.Help.Markdown;

/// <summary>A heading and the text below it.</summary>
/// <param name="Title">The heading, without markup.</param>
/// <param name="Line">Its line, from 1 on.</param>
/// <param name="Text">The blocks between it and the next heading.</param>
/// <param name="Sections">The sections one level below.</param>
internal sealed record Section(string Title, int Line, IReadOnlyList<Block> Text, IReadOnlyList<Section> Sections)
{
    /// <summary>The anchor that GitHub and similar sites use in links: "basis-and-status".</summary>
    public string Anchor
    {
        get
        {
            var anchor = new StringBuilder();
            foreach (var character in Title.ToLowerInvariant())
            {
                _ =
                    char.IsLetterOrDigit(character) || character is '-' or '_' ? anchor.Append(character)
                    : character == ' ' ? anchor.Append('-')
                    : anchor;
            }

            return anchor.ToString();
        }
    }

    /// <summary>This section and all sections below it.</summary>
    public IEnumerable<Section> All => Sections.SelectMany(section => section.All).Prepend(this);
}

/// <summary>A Markdown file as a tree of headings; its first heading is the root.</summary>
internal sealed record MarkdownFile(string Path, Section Root)
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    public static MarkdownFile? Read(string path, Mistakes mistakes)
    {
        var blocks = Markdig.Markdown.Parse(File.ReadAllText(path), s_pipeline).ToList();
        if (blocks is not [HeadingBlock { Level: 1 }, ..] || blocks.OfType<HeadingBlock>().Count(heading => heading.Level == 1) > 1)
        {
            mistakes.Add(path, 1, "a page begins with its only heading of the first level");
            return null;
        }

        foreach (
            var link in blocks
                .SelectMany(PlainText.In<LinkInline>)
                .Where(link => link.Url is { } url && !url.Contains("://", StringComparison.Ordinal) && !url.StartsWith('#'))
        )
        {
            if (!System.IO.Path.Exists(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, link.Url!.Split('#')[0])))
            {
                mistakes.Add(path, link.Line + 1, $"there is no file {link.Url}");
            }
        }

        var at = 0;
        return new MarkdownFile(path, Take(blocks, ref at));
    }

    private static Section Take(List<Block> blocks, ref int at)
    {
        var heading = (HeadingBlock)blocks[at++];
        var start = at;
        while (at < blocks.Count && blocks[at] is not HeadingBlock)
        {
            at++;
        }

        var text = blocks[start..at];
        var sections = new List<Section>();
        while (at < blocks.Count && ((HeadingBlock)blocks[at]).Level > heading.Level)
        {
            sections.Add(Take(blocks, ref at));
        }

        return new Section(PlainText.Of((Inline?)heading.Inline), heading.Line + 1, text, sections);
    }
}
