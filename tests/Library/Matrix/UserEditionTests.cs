using NetAudit.Matrix;
using NetAudit.Model;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Matrix;

public sealed class UserEditionTests : IDisposable
{
    private static readonly string Example = Path.Combine(AppContext.BaseDirectory, "Data", "ours.json");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netaudit-edition-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_example_loads_with_all_its_words()
    {
        var ours = Editions.Load(Example);

        Assert.Equal("ours", ours.Name);
        Assert.Equal(3, ours.Cells.Count);
        var encryption = ours.Find("DockerOverlay", "EncryptionChannel")!;
        Assert.Equal(["IPsec"], encryption.Values);
        Assert.False(encryption.Optional);
        Assert.Equal("https://wiki.example.com/container-networks#encryption", encryption.Source);
        Assert.Equal("Since 2026-03-01; older networks were made without it.", encryption.ChangedSince);
    }

    [Fact]
    public void A_cell_without_a_source_has_the_editions() =>
        Assert.Equal("https://wiki.example.com/container-networks", Editions.Load(Example).Find("DockerOverlay", "NameService")!.Source);

    [Fact]
    public void An_edition_may_have_a_solution_of_its_own()
    {
        var ours = Load(json =>
        {
            ((JArray)json["solutions"]!).Add(new JObject { ["id"] = "Romana", ["title"] = "Romana" });
            foreach (var cell in json["cells"]!.Children<JObject>().ToList())
            {
                ((JArray)json["cells"]!).Add(new JObject(cell) { ["solution"] = "Romana" });
            }
        });

        Assert.Equal(["VXLAN"], ours.Find("Romana", "NetworkModel")!.Values);
    }

    [Fact]
    public void A_copy_of_the_built_in_edition_loads_under_another_name()
    {
        var json = JObject.Parse(BuiltInText());
        json["name"] = "copy";

        Assert.Equal(40, LoadText(json.ToString()).Cells.Count);
    }

    [Fact]
    public void The_name_of_a_built_in_edition_is_taken() => AssertInvalid(BuiltInText(), "name (line 2)", "comes with NetAudit");

    [Fact]
    public void An_unknown_name_is_told_with_the_known_ones()
    {
        var error = Assert.Throws<NetAuditException>(() => Editions.Load("blog-2051"));

        Assert.Equal(NetAuditError.EditionNotFound, error.Error);
        Assert.Equal(
            "There is no edition 'blog-2051' (did you mean 'blog-2015'?). Editions that come with NetAudit: blog-2015, current.",
            error.Message
        );
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_by_its_path()
    {
        var error = Assert.Throws<NetAuditException>(() => Editions.Load("./none/ours.json"));

        Assert.Equal(NetAuditError.EditionNotFound, error.Error);
        Assert.Equal("There is no edition file './none/ours.json'. Editions that come with NetAudit: blog-2015, current.", error.Message);
        Assert.Equal(
            "Name one of: blog-2015, current; or give the path of an edition file of your own, such as ./ours.json.",
            error.Recommendation
        );
    }

    public static TheoryData<string, Action<JObject>, string, string> Mistakes =>
        new()
        {
            {
                "unknown property",
                json => json["cells"]![0]!["txet"] = "VXLAN",
                "cells[0].txet",
                "unknown property 'txet' (did you mean 'text'?)"
            },
            { "unknown property at the top", json => json["owner"] = "me", "owner", "unknown property 'owner'" },
            { "missing property", json => json["cells"]![1]!["meaning"]!.Parent!.Remove(), "cells[1]", "missing property 'meaning'" },
            { "missing list", json => json.Remove("aspects"), "top level", "missing property 'aspects'" },
            { "wrong type of text", json => json["title"] = 7, "title", "expected a text, found a number" },
            { "wrong type of list", json => json["cells"]![0]!["values"] = "VXLAN", "cells[0].values", "expected a list, found a text" },
            {
                "wrong type of flag",
                json => json["cells"]![0]!["optional"] = "yes",
                "cells[0].optional",
                "expected true or false, found a text"
            },
            { "wrong type of item", json => json["cells"]![0] = "VXLAN", "cells[0]", "expected an object, found a text" },
            { "null", json => json["source"] = JValue.CreateNull(), "source", "expected a text, found null" },
            { "missing cell", json => json["cells"]![1]!.Remove(), "cells", "missing: DockerOverlay NameService" },
            {
                "doubled cell",
                json => ((JArray)json["cells"]!).Add(json["cells"]![2]!.DeepClone()),
                "cells[3].aspect",
                "DockerOverlay and EncryptionChannel is given twice"
            },
            {
                "unknown aspect",
                json => json["aspects"]![1]!["id"] = "NamesService",
                "aspects[1].id",
                "unknown aspect 'NamesService' (did you mean 'NameService'?)"
            },
            {
                "doubled aspect",
                json => json["aspects"]![1]!["id"] = "NetworkModel",
                "aspects[1].id",
                "aspect 'NetworkModel' is given twice"
            },
            {
                "doubled solution",
                json => ((JArray)json["solutions"]!).Add(new JObject { ["id"] = "dockeroverlay", ["title"] = "again" }),
                "solutions[1].id",
                "is given twice"
            },
            {
                "cell of an aspect without a row",
                json => json["cells"]![0]!["aspect"] = "IPOverlap",
                "cells[0].aspect",
                "unknown aspect 'IPOverlap'"
            },
            {
                "cell of a solution without a column",
                json => json["cells"]![0]!["solution"] = "DockerOverlai",
                "cells[0].solution",
                "did you mean 'DockerOverlay'?"
            },
            {
                "value of no aspect",
                json => json["cells"]![0]!["values"]![0] = "VXLan2",
                "cells[0].values[0]",
                "unknown value 'VXLan2' (did you mean 'VXLAN'?)"
            },
            {
                "value of another aspect",
                json => json["cells"]![1]!["values"]![0] = "VXLAN",
                "cells[1].values[0]",
                "known for NameService: Yes, No"
            },
            {
                "value in a vocabulary of its own",
                json => json["aspects"]![1]!["values"] = new JArray("Yes", "Perhaps"),
                "aspects[1].values[1]",
                "unknown value 'Perhaps'"
            },
            { "value twice", json => ((JArray)json["cells"]![0]!["values"]!).Add("VXLAN"), "cells[0].values[1]", "'VXLAN' is given twice" },
            { "no value", json => json["cells"]![0]!["values"] = new JArray(), "cells[0].values", "expected at least one item" },
            { "empty text", json => json["cells"]![2]!["text"] = " ", "cells[2].text", "found an empty one" },
            { "escape sequence", json => json["title"] = "\u001b[31mred", "title", "control character" },
            { "bad date", json => json["date"] = "15.11.2015", "date", "expected a date as yyyy-MM-dd, found '15.11.2015'" },
            { "day that isn't", json => json["date"] = "2015-02-30", "date", "expected a date as yyyy-MM-dd" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place_and_what_was_expected(string mistake, Action<JObject> make, string place, string expected)
    {
        var json = JObject.Parse(File.ReadAllText(Example));
        make(json);

        Assert.NotEmpty(mistake);
        AssertInvalid(json.ToString(), place + " (line ", expected);
    }

    [Fact]
    public void The_line_is_the_one_an_editor_shows()
    {
        var lines = File.ReadAllLines(Example);
        var line = Array.FindIndex(lines, text => text.Contains("[\"IPsec\"]", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("IPsec", "IPSek", StringComparison.Ordinal);

        AssertInvalid(string.Join('\n', lines), $"cells[2].values[0] (line {line + 1})", "did you mean 'IPsec'?");
    }

    [Theory]
    [InlineData("{ \"name\": ", "not valid JSON")]
    [InlineData("", "is empty")]
    [InlineData("[]", "expected an object, found a list")]
    [InlineData("{ \"name\": \"a\", \"name\": \"b\" }", "'name' already exists")]
    [InlineData("{} {}", "Additional text encountered")]
    [InlineData("[[[[[[[[[[[[[[]]]]]]]]]]]]]]", "MaxDepth")]
    public void What_is_no_edition_at_all_is_told(string text, string expected) => AssertInvalid(text, "ours.json", expected);

    [Fact]
    public void A_file_larger_than_any_edition_is_not_read_to_its_end() =>
        AssertInvalid(new string(' ', 2 * 1024 * 1024), "ours.json", "which no edition needs");

    private static string BuiltInText()
    {
        using var reader = new StreamReader(typeof(Editions).Assembly.GetManifestResourceStream("blog-2015.json")!);
        return reader.ReadToEnd();
    }

    private Edition Load(Action<JObject> change)
    {
        var json = JObject.Parse(File.ReadAllText(Example));
        change(json);
        return LoadText(json.ToString());
    }

    private Edition LoadText(string text)
    {
        var path = Path.Combine(folder.FullName, "ours.json");
        File.WriteAllText(path, text);
        return Editions.Load(path);
    }

    private void AssertInvalid(string text, string place, string expected)
    {
        var error = Assert.Throws<NetAuditException>(() => LoadText(text));

        Assert.Equal(NetAuditError.EditionInvalid, error.Error);
        Assert.Contains("ours.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Recommendation);
    }
}
