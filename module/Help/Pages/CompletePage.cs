using NetAudit.Help.Markdown;

namespace NetAudit.Help.Pages;

/// <summary>A page that agrees with its cmdlet, with the shared texts filled in.</summary>
/// <param name="Page">The page.</param>
/// <param name="Cmdlet">The cmdlet.</param>
/// <param name="Texts">The text of each parameter, by name.</param>
/// <param name="Inputs">The texts for pipeline inputs, by type.</param>
/// <param name="Outputs">The texts for outputs, by type.</param>
internal sealed record CompletePage(
    CmdletPage Page,
    CmdletFacts Cmdlet,
    IReadOnlyDictionary<string, IReadOnlyList<Prose>> Texts,
    IReadOnlyList<Topic> Inputs,
    IReadOnlyList<Topic> Outputs
);
