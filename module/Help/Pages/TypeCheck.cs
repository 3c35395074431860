using NetAudit.Help.Markdown;

namespace NetAudit.Help.Pages;

/// <summary>Compares a page's inputs or outputs with the cmdlet's types, and a table of properties with the type.</summary>
internal static class TypeCheck
{
    public static IReadOnlyList<Topic> Complete(
        CmdletPage page,
        string heading,
        IReadOnlyList<Topic> told,
        IReadOnlyList<Topic> common,
        IReadOnlyList<Type> types,
        Mistakes mistakes
    )
    {
        var complete = new List<Topic>();
        foreach (var type in types)
        {
            if (
                (
                    told.FirstOrDefault(topic => topic.Title == type.FullName)
                    ?? common.FirstOrDefault(topic => topic.Title == type.FullName)
                ) is
                { } topic
            )
            {
                complete.Add(topic);
                Properties(page, topic, type, mistakes);
            }
            else
            {
                mistakes.Add(page.File, 1, $"{heading} lacks '### {type.FullName}'");
            }
        }

        foreach (var topic in told.Where(topic => !types.Any(type => type.FullName == topic.Title)))
        {
            mistakes.Add(page.File, topic.Line, $"{topic.Title} is not among {page.Name}'s {heading.ToLowerInvariant()}");
        }

        return complete;
    }

    private static void Properties(CmdletPage page, Topic topic, Type type, Mistakes mistakes)
    {
        if (topic.Text.OfType<Grid>().FirstOrDefault() is not { } table)
        {
            return;
        }

        var told = table.Rows.Skip(1).Select(row => row[0]).ToList();
        var properties = type.GetProperties().Select(property => property.Name).ToList();
        foreach (var name in properties.Except(told))
        {
            mistakes.Add(page.File, topic.Line, $"the table lacks {type.Name}'s property {name}");
        }

        foreach (var name in told.Except(properties))
        {
            mistakes.Add(page.File, topic.Line, $"{type.Name} has no property {name}");
        }
    }
}
