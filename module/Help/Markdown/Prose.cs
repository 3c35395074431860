namespace NetAudit.Help.Markdown;

/// <summary>A piece of text without markup, as both kinds of help show it.</summary>
internal abstract record Prose;

/// <summary>Flowing text.</summary>
internal sealed record Paragraph(string Text) : Prose;

/// <summary>A list.</summary>
internal sealed record Bullets(IReadOnlyList<string> Items) : Prose;

/// <summary>A table; its first row holds the headings.</summary>
internal sealed record Grid(IReadOnlyList<IReadOnlyList<string>> Rows) : Prose;

/// <summary>Lines that are shown unchanged.</summary>
/// <param name="Language">The info string after the fence: "powershell", "powershell live".</param>
/// <param name="Lines">The lines.</param>
internal sealed record Code(string Language, IReadOnlyList<string> Lines) : Prose;
