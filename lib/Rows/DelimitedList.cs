using System.Collections.ObjectModel;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>
/// A list in a row, whose text is its items: where PowerShell makes one text of a value (Export-Csv, Group-Object), another list
/// would be its type's name.
/// </summary>
/// <param name="items">The items. Texts are escaped: they hold names that others gave.</param>
public sealed class DelimitedList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. Escaped(items)])
{
    /// <summary>What stands between two items.</summary>
    public const string Separator = " | ";

    /// <summary>The items in one line.</summary>
    public override string ToString() => string.Join(Separator, this);

    private static IEnumerable<T> Escaped(IEnumerable<T> items) =>
        items is IEnumerable<string> texts ? (IEnumerable<T>)texts.Select(text => PlainText.Escape(text)) : items;
}
