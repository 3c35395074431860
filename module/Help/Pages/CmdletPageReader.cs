using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NetAudit.Help.Markdown;
using NetAudit.Help.Writers;

namespace NetAudit.Help.Pages;

/// <summary>Reads a cmdlet's page. Its first paragraph is the synopsis, and the headings below are the same on every page.</summary>
internal sealed class CmdletPageReader(MarkdownFile file, Mistakes mistakes)
{
    private static readonly string[] s_headings = ["Description", "Parameters", "Inputs", "Outputs", "Notes", "Examples", "Links"];

    // Get-Help indents by four of a screen's 80 columns, and leaves the last one free.
    private const int MostColumns = 75;

    private readonly ProseReader _prose = new(file.Path, mistakes);

    public CmdletPage Read()
    {
        foreach (var unknown in file.Root.Sections.Where(section => !s_headings.Contains(section.Title)))
        {
            mistakes.Add(
                file.Path,
                unknown.Line,
                $"a cmdlet's page has no heading '{unknown.Title}', but: {string.Join(", ", s_headings)}"
            );
        }

        return new CmdletPage
        {
            File = file.Path,
            Name = file.Root.Title,
            Synopsis = _prose.Read(file.Root.Text) is [Paragraph synopsis]
                ? synopsis.Text
                : Missing("the synopsis, one paragraph below the page's heading"),
            Description = Text("Description"),
            Parameters = [.. Topics("Parameters").Select(topic => topic with { Title = topic.Title.TrimStart('-') })],
            Common = new Named(
                [.. Find("Parameters")?.Text.SelectMany(CodeIn).Select(name => name.TrimStart('-')) ?? []],
                Find("Parameters")?.Line ?? 1
            ),
            Inputs = Topics("Inputs"),
            Outputs = Topics("Outputs"),
            Notes = Text("Notes"),
            Examples = [.. Find("Examples")?.Sections.Select(Example).OfType<Example>() ?? []],
            Links =
            [
                .. Find("Links")
                    ?.Text.SelectMany(PlainText.In<LinkInline>)
                    .Select(link => new RelatedLink(PlainText.Label(link), Uri(link)))
                    ?? [],
            ],
        };
    }

    private Section? Find(string heading) => file.Root.Sections.FirstOrDefault(section => section.Title == heading);

    private IReadOnlyList<Prose> Text(string heading) => _prose.Read(Find(heading)?.Text ?? []);

    private IReadOnlyList<Topic> Topics(string heading) =>
        [.. Find(heading)?.Sections.Select(section => new Topic(section.Title, section.Line, _prose.Read(section.Text))) ?? []];

    private Example? Example(Section section)
    {
        var text = _prose.Read(section.Text);
        var scripts = text.OfType<Code>().Where(code => code.Language is "powershell" or "powershell live").ToList();
        var outputs = text.OfType<Code>().Where(code => code.Language == "text").ToList();
        if (scripts.Count != 1 || outputs.Count > 1 || scripts.Count + outputs.Count != text.OfType<Code>().Count())
        {
            mistakes.Add(
                file.Path,
                section.Line,
                "an example has one block of powershell (powershell live, where it needs a live engine), and may have one of text: what it "
                    + "prints"
            );
            return null;
        }

        foreach (
            var line in text.OfType<Code>()
                .SelectMany(code => code.Lines)
                .Append(MamlWriter.ExampleTitle(section.Title, 9))
                .Where(line => line.Length > MostColumns)
        )
        {
            mistakes.Add(file.Path, section.Line, $"Get-Help would break a line of more than {MostColumns} columns: {line}");
        }

        return new Example(
            section.Title,
            section.Line,
            string.Join('\n', scripts[0].Lines),
            scripts[0].Language != "powershell",
            outputs.Count > 0 ? string.Join('\n', outputs[0].Lines) : null,
            [.. text.Where(prose => prose is not Code)]
        );
    }

    // Get-Help finds cmdlets and topics by name, and can't use a file's path.
    private static string Uri(LinkInline link) => link.Url?.Contains("://", StringComparison.Ordinal) == true ? link.Url : "";

    private static IEnumerable<string> CodeIn(Block block) =>
        PlainText.In<CodeInline>(block).Select(code => code.Content).Where(code => code.StartsWith('-'));

    private string Missing(string what)
    {
        mistakes.Add(file.Path, file.Root.Line, $"lacks {what}");
        return "";
    }
}
