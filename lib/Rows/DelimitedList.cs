using System.Collections.ObjectModel;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>
/// A list in a row, whose text is its items. If PowerShell needs one text (Export-Csv, Group-Object), any other list gives its type's name.
/// </summary>
/// <param name="items">The items. Texts are escaped, because they may hold names from outside the audit.</param>
public sealed class DelimitedList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. Escaped(items)])
{
    /// <summary>The separator between two items.</summary>
    public const string Separator = " | ";

    /// <summary>The items in one line.</summary>
    public override string ToString() => string.Join(Separator, this);

    private static IEnumerable<T> Escaped(IEnumerable<T> items) =>
        items is IEnumerable<string> texts ? (IEnumerable<T>)texts.Select(text => PlainText.Escape(text)) : items;
}
