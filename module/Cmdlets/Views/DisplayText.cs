using System.Management.Automation.Host;
using System.Text;
using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>
/// Makes text safe to show and fit its width. Rows are made of plain text already; messages of errors, warnings and progress are scrubbed
/// here.
/// </summary>
public static class DisplayText
{
    /// <summary>The text with control and invisible characters, and the start of a CI service's commands, spelled out: "\u001B".</summary>
    public static string Scrub(string? text) => PlainText.Escape(text) ?? "";

    /// <summary>The text broken between words, as tables break lines anywhere by themselves.</summary>
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

    /// <summary>Two texts in one column, the second below the first; only one if the other is empty.</summary>
    /// <param name="upper">The first.</param>
    /// <param name="lower">The second.</param>
    /// <param name="width">How many columns a line may have.</param>
    public static string Below(string? upper, string? lower, int width) => Stacked(upper, lower, width).Trim('\n');

    /// <summary>An edition's name, and the date that it describes: "blog-2015 (of 2015-11-15)".</summary>
    /// <param name="name">Its name, or the file of a user's own edition.</param>
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

    /// <summary>The text broken between words, for table columns that share the width that others leave.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="others">The width of the other columns, with the spaces between all.</param>
    /// <param name="most">The most characters of a line, even if the host is wider.</param>
    /// <param name="sharing">How many columns share.</param>
    /// <returns>"" if too little width is left to read anything.</returns>
    public static string WrapRest(string? text, PSHost host, int others, int most = int.MaxValue, int sharing = 1)
    {
        const int Readable = 8;
        var width = Math.Min((HostWidth(host) - others - 1) / sharing, most);
        return width < Readable ? "" : Wrap(text, width);
    }

    /// <summary>A text that may have several lines of our own, such as commands, scrubbed and broken between words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="others">How many characters come before it.</param>
    public static string WrapRestLines(string? text, PSHost host, int others) =>
        string.Join("\n", (text ?? "").Split('\n').Select(line => WrapRest(line, host, others)));

    /// <summary>The beginning of a text, in a number of lines of the width that other columns leave. The list view has all of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="others">The width of the other columns, with the spaces between all.</param>
    /// <param name="lines">The most lines.</param>
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

    /// <summary>The beginning of a text, for a table. The list view has all of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters to keep; a longer text ends between words, with an ellipsis.</param>
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

    /// <summary>A text that may have several lines of our own, each of them scrubbed.</summary>
    internal static string Message(string text) => Lines(text.Split('\n'));

    /// <summary>The host's width in columns; 120 if it has no screen.</summary>
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
            // A host without a screen; the width only affects the layout.
            return Unknown;
        }
    }

    private static string Join(string separator, IEnumerable<string>? entries) => string.Join(separator, (entries ?? []).Select(Scrub));
}
