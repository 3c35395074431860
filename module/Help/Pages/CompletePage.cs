using NetAudit.Help.Markdown;

namespace NetAudit.Help.Pages;

/// <summary>A page and its cmdlet, all of which agrees; what several share is filled in.</summary>
/// <param name="Page">The words.</param>
/// <param name="Cmdlet">The facts.</param>
/// <param name="Texts">The text of each parameter, by name.</param>
/// <param name="Inputs">What it takes from the pipeline, by type.</param>
/// <param name="Outputs">What it gives, by type.</param>
internal sealed record CompletePage(
    CmdletPage Page,
    CmdletFacts Cmdlet,
    IReadOnlyDictionary<string, IReadOnlyList<Prose>> Texts,
    IReadOnlyList<Topic> Inputs,
    IReadOnlyList<Topic> Outputs
);
