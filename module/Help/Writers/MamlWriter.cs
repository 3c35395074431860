using System.Xml.Linq;
using NetAudit.Help.Markdown;
using NetAudit.Help.Pages;

namespace NetAudit.Help.Writers;

/// <summary>Cmdlets' help in MAML, as Get-Help reads it.</summary>
internal static class MamlWriter
{
    internal static readonly XNamespace Msh = "http://msh";
    internal static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    internal static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    internal static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(IEnumerable<CompletePage> pages, string path) =>
        new XDocument(new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), pages.Select(Cmdlet))).Save(path);

    /// <summary>An example's title, as Get-Help shows it.</summary>
    internal static string ExampleTitle(string title, int number) => $"---- Example {number}: {title} ----";

    internal static IEnumerable<XElement> Paragraphs(IEnumerable<Prose> prose) =>
        ProseText.Paragraphs(prose).Select(text => new XElement(Maml + "para", text));

    private static XElement Cmdlet(CompletePage complete)
    {
        var page = complete.Page;
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", complete.Cmdlet.Info.Verb),
                new XElement(Command + "noun", complete.Cmdlet.Info.Noun),
                new XElement(Maml + "description", new XElement(Maml + "para", page.Synopsis))
            ),
            new XElement(Maml + "description", Paragraphs(page.Description)),
            MamlParameters.Syntax(complete),
            MamlParameters.All(complete),
            new XElement(Command + "inputTypes", complete.Inputs.Select(topic => Typed(Command + "inputType", topic))),
            new XElement(Command + "returnValues", complete.Outputs.Select(topic => Typed(Command + "returnValue", topic))),
            page.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select((example, index) => Example(example, index + 1))),
            new XElement(Command + "relatedLinks", page.Links.Select(Link))
        );
    }

    private static XElement Typed(XName name, Topic topic) =>
        new(
            name,
            new XElement(Dev + "type", new XElement(Maml + "name", topic.Title)),
            new XElement(Maml + "description", Paragraphs(topic.Text))
        );

    private static XElement Example(Example example, int number) =>
        new(
            Command + "example",
            new XElement(Maml + "title", ExampleTitle(example.Title, number)),
            new XElement(Dev + "code", example.Output is null ? example.Script : $"{example.Script}\n\n{example.Output}"),
            // The empty paragraph keeps a blank line before the next example.
            new XElement(Dev + "remarks", Paragraphs(example.Remarks), new XElement(Maml + "para"))
        );

    private static XElement Link(RelatedLink link) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Uri));
}
