using NetAudit.Collection.Formats;

namespace NetAudit.Collection.Engine;

/// <summary>An object joined from its list entry and its inspect. Inspect wins, if it says anything.</summary>
internal readonly struct Joined(JsonObject? listed, JsonObject? inspected)
{
    public string? Text(string name) => inspected.Text(name) ?? listed.Text(name);

    public string? Word(string name) => inspected.Word(name) ?? listed.Word(name);

    public bool Flag(string name) => (inspected?[name] is bool ? inspected : listed).Flag(name);

    public JsonObject? Object(string name) => inspected.Object(name) ?? listed.Object(name);

    public IEnumerable<JsonObject> Objects(string name) => (inspected?[name] is JsonArray ? inspected : listed).Objects(name);

    public Joined Inside(string name) => new(listed.Object(name), inspected.Object(name));
}
