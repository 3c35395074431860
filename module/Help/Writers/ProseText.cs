using NetAudit.Help.Markdown;

namespace NetAudit.Help.Writers;

/// <summary>Prose as MAML's paragraphs: Get-Help wraps them at the screen's width, and keeps line ends.</summary>
internal static class ProseText
{
    public static IEnumerable<string> Paragraphs(IEnumerable<Prose> prose) =>
        prose.Select(piece =>
            piece switch
            {
                Paragraph paragraph => paragraph.Text,
                Bullets list => string.Join('\n', list.Items.Select(item => $"- {item}")),
                Grid table => string.Join('\n', table.Rows.Skip(1).Select(row => $"- {row[0]}: {string.Join("; ", row.Skip(1))}")),
                Code code => string.Join('\n', code.Lines.Select(line => $"    {line}")),
                _ => throw new InvalidOperationException($"{piece.GetType().Name} has no form as text."),
            }
        );
}
