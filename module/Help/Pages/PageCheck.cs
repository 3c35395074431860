using NetAudit.Help.Markdown;

namespace NetAudit.Help.Pages;

/// <summary>Compares pages with the cmdlets, so that neither describes something that the other lacks.</summary>
internal static class PageCheck
{
    private const int FewestExamples = 3;

    public static IReadOnlyList<CompletePage> Complete(HelpPages pages, IReadOnlyList<CmdletFacts> cmdlets, Mistakes mistakes)
    {
        var complete = new List<CompletePage>();
        foreach (var cmdlet in cmdlets)
        {
            if (pages.Cmdlets.FirstOrDefault(page => page.Name == cmdlet.Name) is { } page)
            {
                complete.Add(Complete(page, cmdlet, pages.Common, mistakes));
            }
            else
            {
                mistakes.Add(Path.Combine(pages.Folder, cmdlet.Name + ".md"), 1, $"{cmdlet.Name} has no page");
            }
        }

        foreach (var page in pages.Cmdlets.ExceptBy(cmdlets.Select(cmdlet => cmdlet.Name), page => page.Name))
        {
            mistakes.Add(page.File, 1, $"there is no cmdlet {page.Name}");
        }

        foreach (var unused in pages.Common.Parameters.Where(topic => !pages.Cmdlets.Any(page => page.Common.Names.Contains(topic.Title))))
        {
            mistakes.Add(pages.Common.File, unused.Line, $"no page names -{unused.Title}");
        }

        return complete;
    }

    private static CompletePage Complete(CmdletPage page, CmdletFacts cmdlet, CommonPage common, Mistakes mistakes)
    {
        if (page.Description.Count == 0 || page.Examples.Count < FewestExamples)
        {
            mistakes.Add(
                page.File,
                1,
                $"has {page.Description.Count} paragraphs of description and {page.Examples.Count} examples; wanted are at least one and "
                    + $"{FewestExamples}"
            );
        }

        return new CompletePage(
            page,
            cmdlet,
            Parameters(page, cmdlet, common, mistakes),
            TypeCheck.Complete(page, "Inputs", page.Inputs, common.Inputs, cmdlet.InputTypes, mistakes),
            TypeCheck.Complete(
                page,
                "Outputs",
                page.Outputs,
                common.Outputs,
                [.. cmdlet.Info.OutputType.Select(type => type.Type)],
                mistakes
            )
        );
    }

    private static Dictionary<string, IReadOnlyList<Prose>> Parameters(
        CmdletPage page,
        CmdletFacts cmdlet,
        CommonPage common,
        Mistakes mistakes
    )
    {
        var texts = new Dictionary<string, IReadOnlyList<Prose>>();
        foreach (var parameter in cmdlet.Parameters.Select(parameter => parameter.Name))
        {
            var own = page.Parameters.FirstOrDefault(topic => topic.Title == parameter);
            var shared = page.Common.Names.Contains(parameter) ? common.Parameters.FirstOrDefault(topic => topic.Title == parameter) : null;
            if ((own ?? shared) is { Text.Count: > 0 } topic)
            {
                texts[parameter] = topic.Text;
            }
            else
            {
                mistakes.Add(
                    page.File,
                    own?.Line ?? page.Common.Line,
                    $"-{parameter} lacks its text: below '### -{parameter}', or in {CommonPage.Name} and named below Parameters"
                );
            }
        }

        foreach (
            var (name, line) in page
                .Parameters.Select(topic => (topic.Title, topic.Line))
                .Concat(page.Common.Names.Select(name => (name, page.Common.Line)))
        )
        {
            if (!cmdlet.Info.Parameters.ContainsKey(name))
            {
                mistakes.Add(page.File, line, $"{page.Name} has no parameter -{name}");
            }
        }

        return texts;
    }
}
