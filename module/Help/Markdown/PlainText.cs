using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NetAudit.Help.Markdown;

/// <summary>Inline markup as plain text, because help shows neither bold text nor links.</summary>
internal static class PlainText
{
    public static string Of(Inline? inline) =>
        inline switch
        {
            null => "",
            CodeInline code => code.Content,
            LiteralInline literal => literal.Content.ToString(),
            LineBreakInline => " ",
            AutolinkInline link => link.Url,
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            LinkInline link => Of(link),
            ContainerInline container => Joined(container),
            _ => inline.ToString() ?? "",
        };

    /// <summary>All inline elements of a type in a block.</summary>
    public static IEnumerable<T> In<T>(Block block)
        where T : Inline =>
        block switch
        {
            LeafBlock { Inline: { } inline } => inline.FindDescendants<T>(),
            ContainerBlock container => container.SelectMany(In<T>),
            _ => [],
        };

    /// <summary>A link's text.</summary>
    public static string Label(LinkInline link) => Joined(link);

    // A link to another page of this folder needs only its text; an external address is printed.
    private static string Of(LinkInline link)
    {
        var label = Label(link);
        return link.Url is { } url && url.Contains("://", StringComparison.Ordinal) && url != label ? $"{label} ({url})" : label;
    }

    private static string Joined(ContainerInline container) => string.Concat(container.Select(Of));
}
