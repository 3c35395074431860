using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NetAudit.Help.Markdown;

/// <summary>
/// Reads a page's blocks as prose. A link below the comment <c>include</c> is replaced by the text of the section that it leads to. The
/// same text then serves readers of the repository and of Get-Help.
/// </summary>
internal sealed class ProseReader(string file, Mistakes mistakes)
{
    private const string Include = "<!-- include -->";
    private const string Pages = "<!-- pages -->";

    public IReadOnlyList<Prose> Read(IReadOnlyList<Block> blocks)
    {
        var prose = new List<Prose>();
        for (var at = 0; at < blocks.Count; at++)
        {
            if (blocks[at] is HtmlBlock html && html.Lines.ToString().Trim() == Include)
            {
                prose.AddRange(
                    at + 1 < blocks.Count && LinkIn(blocks[at + 1]) is { } link
                        ? Included(link, blocks[++at].Line + 1)
                        : Wrong(html, $"below {Include} stands a link to a section")
                );
            }
            else if (blocks[at] is HtmlBlock list && list.Lines.ToString().Trim() == Pages)
            {
                var folder = at + 1 < blocks.Count ? LinkIn(blocks[at + 1]) : null;
                prose.AddRange(
                    folder is null ? Wrong(list, $"below {Pages} stands a link to a folder") : Listed(folder, blocks[++at].Line + 1)
                );
            }
            else
            {
                prose.AddRange(Read(blocks[at]));
            }
        }

        return prose;
    }

    private IReadOnlyList<Prose> Read(Block block) =>
        block switch
        {
            ParagraphBlock paragraph => [new Paragraph(TextOf(paragraph))],
            FencedCodeBlock code => [new Code($"{code.Info} {code.Arguments}".Trim(), Lines(code))],
            CodeBlock code => [new Code("", Lines(code))],
            ListBlock list when list.OfType<ListItemBlock>().All(item => item is [ParagraphBlock]) =>
            [
                new Bullets([.. list.OfType<ListItemBlock>().Select(item => TextOf((ParagraphBlock)item[0]))]),
            ],
            Table table =>
            [
                new Grid([.. table.OfType<TableRow>().Select(row => (IReadOnlyList<string>)[.. row.OfType<TableCell>().Select(CellText)])]),
            ],
            LinkReferenceDefinitionGroup => [],
            _ => Wrong(block, "help can show paragraphs, flat lists, tables and code, and not this"),
        };

    private IReadOnlyList<Prose> Included(LinkInline link, int line)
    {
        var parts = link.Url!.Split('#');
        var path = Path.Combine(Path.GetDirectoryName(file)!, parts[0]);
        if (
            parts.Length == 2
            && File.Exists(path)
            && MarkdownFile.Read(path, mistakes)?.Root.All.FirstOrDefault(section => section.Anchor == parts[1])
                is { Text.Count: > 0 } section
        )
        {
            return new ProseReader(path, mistakes).Read(section.Text);
        }

        mistakes.Add(file, line, $"there is no text at {link.Url}");
        return [];
    }

    private IReadOnlyList<Prose> Listed(LinkInline link, int line)
    {
        var folder = Path.Combine(Path.GetDirectoryName(file)!, link.Url!);
        var pages = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal).ToList() : [];
        if (pages.Count == 0)
        {
            mistakes.Add(file, line, $"there are no pages in {link.Url}");
            return [];
        }

        return
        [
            new Grid([
                ["rule", "what it finds"],
                .. pages.Select(Row).OfType<IReadOnlyList<string>>(),
            ]),
        ];
    }

    private IReadOnlyList<string>? Row(string page)
    {
        if (MarkdownFile.Read(page, mistakes) is not { } read)
        {
            return null;
        }

        if (read.Root.Text is [ParagraphBlock first, ..])
        {
            return [read.Root.Title, TextOf(first)];
        }

        mistakes.Add(page, 1, "the first paragraph of a page says what it is about");
        return null;
    }

    private IReadOnlyList<Prose> Wrong(Block block, string text)
    {
        mistakes.Add(file, block.Line + 1, text);
        return [];
    }

    private static LinkInline? LinkIn(Block block) =>
        block is ParagraphBlock { Inline: { } inline } && inline.Count() == 1 && inline.FirstChild is LinkInline { Url: not null } link
            ? link
            : null;

    private static IReadOnlyList<string> Lines(CodeBlock code) => code.Lines.ToString().Split('\n');

    private static string CellText(TableCell cell) => string.Join(" ", cell.OfType<ParagraphBlock>().Select(TextOf));

    private static string TextOf(ParagraphBlock paragraph) => PlainText.Of((Inline?)paragraph.Inline).Trim();
}
