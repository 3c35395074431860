using NetAudit.Help.Markdown;

namespace NetAudit.Help.Pages;

/// <summary>Texts that several cmdlets share. A page without a text of its own uses them.</summary>
internal sealed record CommonPage(string File, IReadOnlyList<Topic> Parameters, IReadOnlyList<Topic> Inputs, IReadOnlyList<Topic> Outputs)
{
    /// <summary>The page's name.</summary>
    public const string Name = "common.md";

    public static CommonPage Read(MarkdownFile file, Mistakes mistakes)
    {
        var prose = new ProseReader(file.Path, mistakes);
        return new CommonPage(file.Path, Topics("Parameters"), Topics("Inputs"), Topics("Outputs"));

        IReadOnlyList<Topic> Topics(string heading) =>
            [
                .. from section in file.Root.Sections
                where section.Title == heading
                from topic in section.Sections
                select new Topic(topic.Title.TrimStart('-'), topic.Line, prose.Read(topic.Text)),
            ];
    }
}
