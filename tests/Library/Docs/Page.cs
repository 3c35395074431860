using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NetAudit.Library.Tests.Docs;

/// <summary>A page of the documentation.</summary>
internal sealed class Page
{
    private static readonly string[] s_notOurs = [".git", "bin", "obj", "artifacts", "TestResults", "node_modules"];

    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    private readonly MarkdownDocument _document;

    private Page(string name)
    {
        Name = name;
        _document = Markdown.Parse(File.ReadAllText(Path.Combine(Root, name)), s_pipeline);
    }

    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RecordedHosts.Folder, "..", ".."));

    /// <summary>The names of all pages, relative to the repository's root: "docs/README.md".</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Files(new DirectoryInfo(Root))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public string Name { get; }

    /// <summary>The anchors of its headings, as a forge makes them.</summary>
    public IReadOnlyList<string?> Anchors => [.. _document.Descendants<HeadingBlock>().Select(heading => heading.TryGetAttributes()?.Id)];

    /// <summary>The targets of its links and pictures.</summary>
    public IReadOnlyList<string> Links => [.. _document.Descendants<LinkInline>().Select(link => link.Url ?? "")];

    /// <summary>Its fenced blocks of code.</summary>
    public IReadOnlyList<FencedCodeBlock> Code => [.. _document.Descendants<FencedCodeBlock>()];

    /// <summary>The first cells of its tables' rows, without markup.</summary>
    public IReadOnlyList<string> FirstCells =>
        [.. _document.Descendants<TableRow>().Select(row => row.OfType<TableCell>().First()).Select(cell => Text(cell, code: true))];

    /// <summary>Its prose: each paragraph, item or cell. Names and commands in it are replaced by "CODE".</summary>
    public IReadOnlyList<string> Texts =>
        [
            .. _document
                .Descendants<LeafBlock>()
                .Select(block => block.Inline)
                .OfType<ContainerInline>()
                .Select(text => Text(text, code: false)),
        ];

    /// <summary>Its sentences.</summary>
    public IEnumerable<string> Sentences =>
        Texts.SelectMany(text => Regex.Split(text, """(?<=[.?!])["*]*\s+""")).Where(sentence => sentence.Length > 0);

    public static Page Read(string name) => new(name);

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder
            .EnumerateFiles("*.md")
            .Concat(folder.EnumerateDirectories().Where(inner => !s_notOurs.Contains(inner.Name)).SelectMany(Files));

    private static string Text(MarkdownObject block, bool code) =>
        string.Concat(
            block
                .Descendants()
                .Select(inline =>
                    inline switch
                    {
                        LiteralInline literal => literal.Content.ToString(),
                        CodeInline name => code ? name.Content : "CODE",
                        LineBreakInline => " ",
                        _ => "",
                    }
                )
        );
}
