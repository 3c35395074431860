using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Strict;

namespace NetAudit.Gate;

/// <summary>The content of a folder's netaudit.options.json: defaults for values that a command doesn't name.</summary>
public sealed record AuditOptions
{
    /// <summary>The file's name.</summary>
    public const string FileName = "netaudit.options.json";

    /// <summary>The edition to compare with: a name, or a file in the options' folder.</summary>
    public string Edition { get; init; } = Editions.Default;

    /// <summary>Reads the options of a folder; the built-in defaults if it has no such file.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="NetAuditException">The file exists and is invalid. The message names the line and what was expected.</exception>
    public static AuditOptions Find(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new AuditOptions();
        }

        var file = new StrictFile(
            FileName,
            "options",
            NetAuditError.OptionsInvalid,
            "Correct the file, for example: { \"edition\": \"current\" }"
        );
        var root = StrictJson.Parse(file.ReadText(path), file, "$schema", "edition");
        var edition = root.OptionalText("edition");
        return edition is null
            ? new AuditOptions()
            : new AuditOptions
            {
                Edition = edition.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                    ? Path.GetFullPath(Path.Combine(folder, edition))
                    : edition,
            };
    }
}
