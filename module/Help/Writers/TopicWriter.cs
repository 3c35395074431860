using System.Text;
using NetAudit.Help.Markdown;
using NetAudit.Help.Pages;

namespace NetAudit.Help.Writers;

/// <summary>An about topic as Get-Help shows it: plain text of at most 80 columns.</summary>
internal static class TopicWriter
{
    private const int Width = 80;
    private const string Indent = "    ";

    public static string Write(TopicPage topic, Mistakes mistakes)
    {
        // Get-Help shows the fifth line in its list of topics.
        var text = new StringBuilder($"TOPIC\n{Indent}{topic.Name}\n\nSHORT DESCRIPTION\n{Indent}{topic.Short}\n");
        if (Indent.Length + topic.Short.Length > Width)
        {
            mistakes.Add(
                topic.File,
                1,
                $"the short description has {topic.Short.Length} characters; one line holds {Width - Indent.Length}"
            );
        }

        foreach (var section in topic.Sections)
        {
            // Headings aren't put in capitals, because one may be a name to type.
            _ = text.Append('\n')
                .Append(
                    section.Title.Length == 0 ? "LONG DESCRIPTION"
                    : section.Level == 2 ? section.Title
                    : $"  {section.Title}"
                )
                .Append('\n');
            var first = true;
            foreach (var lines in section.Text.Select(Lines))
            {
                _ = text.Append(first ? "" : "\n");
                first = false;
                foreach (var line in lines)
                {
                    if (Indent.Length + line.Length > Width)
                    {
                        mistakes.Add(topic.File, section.Line, $"a line doesn't fit into {Width} columns: {line}");
                    }

                    _ = text.Append($"{Indent}{line}".TrimEnd()).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(Prose prose) =>
        prose switch
        {
            Paragraph paragraph => Wrapping.Lines(paragraph.Text, Width - Indent.Length),
            Bullets list => list.Items.SelectMany(item =>
                Wrapping.Lines(item, Width - Indent.Length - 2).Select((line, index) => (index == 0 ? "- " : "  ") + line)
            ),
            Grid table => TextTable.Lines(table, Width - Indent.Length),
            Code code => code.Lines.Select(line => Indent + line),
            _ => throw new InvalidOperationException($"{prose.GetType().Name} has no form as text."),
        };
}
