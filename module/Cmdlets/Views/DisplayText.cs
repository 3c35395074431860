using System.Management.Automation.Host;
using System.Text;
using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>
/// Makes text fit to be shown. Rows are plain text when they are made; messages of errors, warnings and progress pass here.
/// </summary>
public static class DisplayText
{
    /// <summary>The text with control and invisible characters, and what a CI service takes for a command, spelled out: "\u001B".</summary>
    public static string Scrub(string? text) => PlainText.Escape(text) ?? "";

    /// <summary>The text broken between words, as the tables themselves break lines anywhere.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">How many columns a line may have.</param>
    public static string Wrap(string? text, int width)
    {
        var lines = new StringBuilder();
        var used = 0;
        foreach (var word in Scrub(text).Split(' '))
        {
            if (used > 0)
            {
                var fits = used + 1 + word.Length <= width;
                _ = lines.Append(fits ? ' ' : '\n');
                used = fits ? used + 1 : 0;
            }

            _ = lines.Append(word);
            used += word.Length;
        }

        return lines.ToString();
    }

    /// <summary>Two texts in one column, the second below the first; one alone where the other is empty.</summary>
    /// <param name="upper">The first.</param>
    /// <param name="lower">The second.</param>
    /// <param name="width">How many columns a line may have.</param>
    public static string Below(string? upper, string? lower, int width) => Stacked(upper, lower, width).Trim('\n');

    /// <summary>An edition's name, and the date of which it speaks: "blog-2015 (of 2015-11-15)".</summary>
    /// <param name="name">Its name, or a file of one of the user's own.</param>
    public static string Edition(string? name)
    {
        var edition = Editions.BuiltIn.Contains(name ?? "") ? Editions.Load(name!) : null;
        return edition is null ? Scrub(name) : $"{edition.Name} (of {edition.Date})";
    }

    /// <summary>Two texts in one column, the second below the first, each broken between words.</summary>
    /// <param name="upper">The first.</param>
    /// <param name="lower">The second.</param>
    /// <param name="width">How many columns a line may have.</param>
    public static string Stacked(string? upper, string? lower, int width) => $"{Wrap(upper, width)}\n{Wrap(lower, width)}";

    /// <summary>The text broken between words, for table columns that share what the others leave of the host's width.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="others">How many characters the other columns take, with the spaces between all.</param>
    /// <param name="most">How many characters a line may have however wide the host is.</param>
    /// <param name="sharing">How many columns share.</param>
    /// <returns>"" if so little is left that nothing could be read.</returns>
    public static string WrapRest(string? text, PSHost host, int others, int most = int.MaxValue, int sharing = 1)
    {
        const int Readable = 8;
        var width = Math.Min((HostWidth(host) - others - 1) / sharing, most);
        return width < Readable ? "" : Wrap(text, width);
    }

    /// <summary>Scrubs a text that may have several lines of our own, such as commands.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="others">How many characters stand before it.</param>
    public static string WrapRestLines(string? text, PSHost host, int others) =>
        string.Join("\n", (text ?? "").Split('\n').Select(line => WrapRest(line, host, others)));

    /// <summary>
    /// The beginning of a text, in so many lines of what the other columns leave of the host's width; the list view has all of it.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="others">How many characters the other columns take, with the spaces between all.</param>
    /// <param name="lines">How many lines it may take.</param>
    public static string WrapRestBegin(string? text, PSHost host, int others, int lines)
    {
        var wrapped = WrapRest(text, host, others).Split('\n');
        return wrapped.Length <= lines
            ? string.Join("\n", wrapped)
            : string.Join(
                "\n",
                wrapped.Take(lines - 1).Append(Begin(string.Join(" ", wrapped.Skip(lines - 1)), HostWidth(host) - others - 3))
            );
    }

    /// <summary>The beginning of a text, for a table; its list view has all of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many characters are kept; what is longer ends between words, with an ellipsis.</param>
    public static string Begin(string? text, int most)
    {
        if (text is null || text.Length <= most)
        {
            return text ?? "";
        }

        var space = text.LastIndexOf(' ', most - 1);
        return text[..(space > 0 ? space : most)].TrimEnd(' ', ',', ';', ':') + " \u2026";
    }

    /// <summary>Lines for a list view, one per entry; "" for none.</summary>
    public static string Lines(IEnumerable<string>? entries) => Join("\n", entries);

    /// <summary>Entries in one line, with commas; "" for none.</summary>
    public static string List(IEnumerable<string>? entries) => Join(", ", entries);

    /// <summary>Text that may have several lines of our own, each made fit to be shown.</summary>
    internal static string Message(string text) => Lines(text.Split('\n'));

    /// <summary>How many columns the host has; 120 where it has no screen.</summary>
    internal static int HostWidth(PSHost? host)
    {
        const int Unknown = 120;
        try
        {
            return host?.UI?.RawUI is { } screen && screen.BufferSize.Width > 0 ? screen.BufferSize.Width : Unknown;
        }
        catch (Exception error)
            when (error is HostException or NotImplementedException or NotSupportedException or InvalidOperationException)
        {
            // A host without a screen; the width is only for looks.
            return Unknown;
        }
    }

    private static string Join(string separator, IEnumerable<string>? entries) => string.Join(separator, (entries ?? []).Select(Scrub));
}
