using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace NetAudit.Reports;

/// <summary>
/// The page around the data. It has no text from hosts: all of that is data, which the script inserts as textContent. The content security
/// policy allows only scripts and styles with these hashes.
/// </summary>
internal sealed record HtmlPage(string Head, string Foot)
{
    /// <summary>The id of the element that has the data.</summary>
    public const string DataId = "netaudit-data";

    public static HtmlPage Load()
    {
        var (script, style) = (Read("html/report.js"), Read("html/report.css"));
        var policy =
            $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri "
                + "'none'; form-action 'none'";
        var head = $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>NetAudit report</title>
            <style>{style}</style>
            </head>
            <body>
            <noscript><p>This report is drawn by a script of its own, and scripts are off. The rows are JSON in its source.</p></noscript>
            <div id="report"></div>
            <script type="application/json" id="{DataId}">
            """;
        return new HtmlPage(head.Replace("\r\n", "\n"), $"</script>\n<script>{script}</script>\n</body>\n</html>\n");
    }

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return "sha256-" + Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static string Read(string name)
    {
        using var stream = typeof(HtmlPage).GetTypeInfo().Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser hashes what it parsed: a checkout with other line ends must give the same.
        return reader.ReadToEnd().Replace("\r\n", "\n").TrimEnd('\n');
    }
}
