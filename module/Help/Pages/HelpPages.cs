using NetAudit.Help.Markdown;

namespace NetAudit.Help.Pages;

/// <summary>All pages of a folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Cmdlets">The pages, one per cmdlet.</param>
/// <param name="Common">The texts that they share.</param>
/// <param name="Topics">The about topics.</param>
internal sealed record HelpPages(string Folder, IReadOnlyList<CmdletPage> Cmdlets, CommonPage Common, IReadOnlyList<TopicPage> Topics)
{
    public static HelpPages Read(string folder, Mistakes mistakes)
    {
        var (cmdlets, topics) = (new List<CmdletPage>(), new List<TopicPage>());
        var common = new CommonPage(Path.Combine(folder, CommonPage.Name), [], [], []);
        foreach (var path in Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal))
        {
            if (MarkdownFile.Read(path, mistakes) is not { } file)
            {
                continue;
            }

            var name = Path.GetFileNameWithoutExtension(path);
            if (Path.GetFileName(path) == CommonPage.Name)
            {
                common = CommonPage.Read(file, mistakes);
                continue;
            }

            if (name != file.Root.Title)
            {
                mistakes.Add(path, 1, $"the page's heading is '{file.Root.Title}', and its file is of '{name}'");
            }

            if (name.StartsWith("about_", StringComparison.Ordinal))
            {
                topics.Add(new TopicPageReader(file, mistakes).Read());
            }
            else
            {
                cmdlets.Add(new CmdletPageReader(file, mistakes).Read());
            }
        }

        return new HelpPages(folder, cmdlets, common, topics);
    }
}
