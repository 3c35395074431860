using NetAudit.Help.Markdown;

namespace NetAudit.Help.Pages;

/// <summary>A cmdlet's page.</summary>
internal sealed record CmdletPage
{
    public required string File { get; init; }

    public required string Name { get; init; }

    public required string Synopsis { get; init; }

    public required IReadOnlyList<Prose> Description { get; init; }

    /// <summary>The page's own texts for parameters, by name.</summary>
    public required IReadOnlyList<Topic> Parameters { get; init; }

    /// <summary>Names of parameters whose text is in common.md, with the line that names them.</summary>
    public required Named Common { get; init; }

    /// <summary>The page's own texts for pipeline inputs, by type.</summary>
    public required IReadOnlyList<Topic> Inputs { get; init; }

    /// <summary>The page's own texts for outputs, by type.</summary>
    public required IReadOnlyList<Topic> Outputs { get; init; }

    public required IReadOnlyList<Prose> Notes { get; init; }

    public required IReadOnlyList<Example> Examples { get; init; }

    public required IReadOnlyList<RelatedLink> Links { get; init; }
}

/// <summary>A heading of a page with its text.</summary>
internal sealed record Topic(string Title, int Line, IReadOnlyList<Prose> Text);

/// <summary>Names in a sentence of a page, with its line.</summary>
internal sealed record Named(IReadOnlyList<string> Names, int Line);

/// <summary>An example.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Line">Its line in the page.</param>
/// <param name="Script">What to type.</param>
/// <param name="NeedsHost">Whether it needs a live engine, so that a test can't run it on recorded hosts.</param>
/// <param name="Output">What it prints, or null if the page doesn't show it.</param>
/// <param name="Remarks">The text about the example.</param>
internal sealed record Example(string Title, int Line, string Script, bool NeedsHost, string? Output, IReadOnlyList<Prose> Remarks);

/// <summary>A link to further reading.</summary>
internal sealed record RelatedLink(string Text, string Uri);

/// <summary>An about topic.</summary>
/// <param name="File">The page.</param>
/// <param name="Name">Its name: "about_NetAudit".</param>
/// <param name="Short">What it is about, in one line.</param>
/// <param name="Sections">Its text, section by section; the section without a title comes first.</param>
internal sealed record TopicPage(string File, string Name, string Short, IReadOnlyList<TopicSection> Sections);

/// <summary>A section of an about topic.</summary>
internal sealed record TopicSection(string Title, int Level, int Line, IReadOnlyList<Prose> Text);
