using NetAudit.Model;
using NetAudit.Strict;

namespace NetAudit.Matrix;

/// <summary>Reads an edition's cells: one for each solution and aspect, none missing, none twice.</summary>
internal static class EditionCells
{
    public static IReadOnlyList<Cell> Read(StrictJson root, Edition edition, EditionVocabulary vocabulary)
    {
        var solutions = edition.Solutions.Select(solution => solution.Id).ToList();
        var aspects = edition.Aspects.Select(aspect => aspect.Id).ToList();
        var cells = new Dictionary<(string Solution, string Aspect), Cell>();
        foreach (
            var json in root.Objects(
                "cells",
                "solution",
                "aspect",
                "text",
                "values",
                "optional",
                "addressCanChange",
                "meaning",
                "source",
                "note",
                "changedSince",
                "relation",
                "since",
                "observable"
            )
        )
        {
            var solution = Declared(json, "solution", solutions);
            var aspect = Declared(json, "aspect", aspects);
            if (cells.ContainsKey((solution, aspect)))
            {
                throw json.Wrong("aspect", $"the cell of {solution} and {aspect} is given twice; expected one");
            }

            cells.Add((solution, aspect), Read(json, solution, aspect, edition, vocabulary));
        }

        var missing = aspects
            .SelectMany(aspect => solutions.Select(solution => (solution, aspect)))
            .Where(cell => !cells.ContainsKey(cell))
            .ToList();
        return missing.Count == 0
            ? [.. aspects.SelectMany(aspect => solutions.Select(solution => cells[(solution, aspect)]))]
            : throw root.Wrong(
                "cells",
                $"expected a cell for each solution and aspect; missing: "
                    + $"{string.Join(", ", missing.Select(cell => $"{cell.solution} {cell.aspect}"))}"
            );
    }

    /// <summary>The normalised values of an aspect's cell. Each must be known.</summary>
    public static IReadOnlyList<string> KnownValues(StrictJson json, string aspect, EditionVocabulary vocabulary)
    {
        var known = vocabulary.ValuesOf(aspect);
        var values = json.Texts("values");
        for (var i = 0; i < values.Count; i++)
        {
            if (!known.Contains(values[i]))
            {
                throw json.Wrong(
                    "values",
                    i,
                    $"unknown value '{values[i]}'{NearestName.Hint(values[i], known)}; known for {aspect}: {string.Join(", ", known)}"
                );
            }
        }

        return values;
    }

    private static Cell Read(StrictJson json, string solution, string aspect, Edition edition, EditionVocabulary vocabulary) =>
        new()
        {
            Solution = solution,
            Aspect = aspect,
            Text = json.Text("text"),
            Values = KnownValues(json, aspect, vocabulary),
            Optional = json.OptionalFlag("optional") ?? false,
            AddressCanChange = json.OptionalFlag("addressCanChange"),
            Meaning = json.Text("meaning"),
            Source = json.OptionalText("source") ?? edition.Source,
            Note = json.OptionalText("note"),
            ChangedSince = json.OptionalText("changedSince"),
            Relation = Told(json, "relation", edition) ? json.OneOf<CellRelation>("relation") : null,
            Since = Told(json, "since", edition) ? Since(json.Object("since", "version", "date")) : null,
            Observable = Told(json, "observable", edition) ? Observable(json) : null,
        };

    /// <summary>Reads whether a property is present: an edition that relates to another must have all of them in every cell.</summary>
    private static bool Told(StrictJson json, string property, Edition edition) => edition.RelatesTo is not null || json.Has(property);

    private static CellSince Since(StrictJson json) =>
        new(json.OptionalText("version"), json.Date("date", "yyyy-MM-dd", "yyyy-MM", "yyyy"));

    private static string Observable(StrictJson json)
    {
        var text = json.Text("observable");
        var bases = Enum.GetNames(typeof(Basis)).Where(basis => basis != nameof(Basis.None)).ToList();
        return bases.Any(basis => text.StartsWith(basis + ": ", StringComparison.Ordinal))
            ? text
            : throw json.Wrong(
                "observable",
                $"expected a text that begins with {string.Join(", ", bases.Select(basis => $"'{basis}: '"))}"
            );
    }

    private static string Declared(StrictJson json, string property, List<string> declared)
    {
        var id = json.Text(property);
        return declared.Contains(id)
            ? id
            : throw json.Wrong(
                property,
                $"unknown {property} '{id}'{NearestName.Hint(id, declared)}; this edition's: {string.Join(", ", declared)}"
            );
    }
}
