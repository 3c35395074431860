using NetAudit.Model;
using NetAudit.Strict;

namespace NetAudit.Matrix;

/// <summary>Reads an edition's JSON, strictly: a partly read matrix would compare hosts with a text that its author never wrote.</summary>
internal static class EditionReader
{
    /// <summary>Reads an edition.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="vocabulary">The names that the edition may use; null for a built-in edition, whose own aspects define them.</param>
    /// <exception cref="NetAuditException">It is incomplete or wrong.</exception>
    public static Edition Read(string json, StrictFile file, EditionVocabulary? vocabulary)
    {
        var root = StrictJson.Parse(json, file, "name", "title", "date", "source", "relatesTo", "solutions", "aspects", "cells");
        var edition = new Edition
        {
            Name = root.Text("name"),
            Title = root.Text("title"),
            Date = root.Date("date"),
            Source = root.Text("source"),
            RelatesTo = root.OptionalText("relatesTo"),
            Solutions = Solutions(root),
            Aspects = Aspects(root, vocabulary),
            Cells = [],
        };
        if (vocabulary?.Editions.Contains(edition.Name, StringComparer.OrdinalIgnoreCase) == true)
        {
            throw root.Wrong(
                "name",
                $"'{edition.Name}' is an edition that comes with NetAudit; expected another name, so that rows can be told apart"
            );
        }

        return edition with
        {
            Cells = EditionCells.Read(root, edition, vocabulary ?? EditionVocabulary.From([edition])),
        };
    }

    private static List<SolutionDefinition> Solutions(StrictJson root)
    {
        var solutions = new List<SolutionDefinition>();
        foreach (var json in root.Objects("solutions", "id", "title"))
        {
            var solution = new SolutionDefinition(json.Text("id"), json.Text("title"));
            solutions.Add(
                solutions.Exists(other => string.Equals(other.Id, solution.Id, StringComparison.OrdinalIgnoreCase))
                    ? throw json.Wrong("id", $"solution '{solution.Id}' is given twice")
                    : solution
            );
        }

        return solutions;
    }

    private static List<AspectDefinition> Aspects(StrictJson root, EditionVocabulary? vocabulary)
    {
        var aspects = new List<AspectDefinition>();
        foreach (var json in root.Objects("aspects", "id", "title", "meaning", "note", "values"))
        {
            var id = json.Text("id");
            if (vocabulary?.Aspects.Contains(id) == false)
            {
                throw json.Wrong(
                    "id",
                    $"unknown aspect '{id}'{NearestName.Hint(id, vocabulary.Aspects)}; known: {string.Join(", ", vocabulary.Aspects)}"
                );
            }

            aspects.Add(
                aspects.Exists(other => other.Id == id)
                    ? throw json.Wrong("id", $"aspect '{id}' is given twice")
                    : new AspectDefinition(id, json.Text("title"), json.Text("meaning"), json.OptionalText("note"))
                    {
                        Values = Values(json, id, vocabulary),
                    }
            );
        }

        return aspects;
    }

    private static IReadOnlyList<string> Values(StrictJson json, string aspect, EditionVocabulary? vocabulary) =>
        vocabulary is null ? json.Texts("values")
        : json.Has("values") ? EditionCells.KnownValues(json, aspect, vocabulary)
        : vocabulary.ValuesOf(aspect);
}
