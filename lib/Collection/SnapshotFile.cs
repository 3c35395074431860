using System.Globalization;
using NetAudit.Collection.VersionOne;
using NetAudit.Model;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection;

/// <summary>Snapshots as JSON files.</summary>
public static class SnapshotFile
{
    private const string FormatName = "format";
    private const string VersionName = "formatVersion";
    private const string Format = "netaudit-snapshot";
    private const string SourceName = "source";
    private const int MostDepth = 32;

    /// <summary>Reads a snapshot from JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="NetAuditException">It is damaged, or written by a newer NetAudit.</exception>
    public static HostSnapshot Read(string json, string name)
    {
        using var text = new StringReader(json);
        return Read(text, name, null);
    }

    /// <summary>The same of a text that is read as it is parsed, so that one too large to be true ends early.</summary>
    internal static HostSnapshot Read(TextReader json, string name, ValueBudget? budget)
    {
        try
        {
            var root = Parse(json, name, budget);
            var version = VersionOf(root, name);
            DropNulls(root, name);
            var isOld = version == SnapshotUpgrade.Version;
            if (isOld)
            {
                SnapshotUpgrade.Upgrade(root);
            }

            var snapshot = Deserialize(root) with { Origin = new ImportedOrigin(name, SourceOf(root, name)) };
            return isOld ? SnapshotUpgrade.Upgrade(snapshot) : snapshot;
        }
        catch (JsonReaderException e)
        {
            throw Invalid(name, e.Path, e.LineNumber, "is not valid JSON, or has too many values for its length", e);
        }
        catch (JsonSerializationException e)
        {
            throw Invalid(name, e.Path, e.LineNumber, "misses a value that is needed, or has one of another type than expected", e);
        }
        catch (OverflowException e)
        {
            // The serializer says no place, and doesn't wrap it.
            throw Invalid(name, "", 1, "has a number that is too large", e);
        }
    }

    /// <summary>The snapshot as JSON text.</summary>
    public static string Write(HostSnapshot snapshot)
    {
        var root = JObject.FromObject(snapshot, SnapshotJson.Serializer());
        root.AddFirst(new JProperty(FormatName, Format));
        return root.ToString(Formatting.Indented);
    }

    private static HostSnapshot Deserialize(JObject root)
    {
        using var reader = root.CreateReader();
        return SnapshotJson.Serializer().Deserialize<HostSnapshot>(reader)!;
    }

    private static JObject Parse(TextReader json, string name, ValueBudget? budget)
    {
        using var reader = new BoundedJsonReader(json, budget) { MaxDepth = MostDepth };
        var root = JToken.ReadFrom(reader) as JObject ?? throw Invalid(name, "", 1, "is not a JSON object");
        while (reader.Read())
        {
            // Comments may follow; for anything else the reader throws.
        }

        return root;
    }

    private static long VersionOf(JObject root, string name)
    {
        if (root[FormatName] is not JValue { Value: Format })
        {
            throw Invalid(name, FormatName, LineOf(root[FormatName]), $"is not \"{Format}\", so this is no snapshot");
        }

        if (root[VersionName] is not JValue { Value: long and > 0 and var version })
        {
            throw Invalid(name, VersionName, LineOf(root[VersionName]), "is not a version number");
        }

        if (version > HostSnapshot.CurrentFormatVersion)
        {
            throw new NetAuditException(
                NetAuditError.SnapshotTooNew,
                $"The snapshot '{name}' has format version {version}; this NetAudit reads up to {HostSnapshot.CurrentFormatVersion}.",
                name,
                "Update NetAudit, or export the snapshot with this version."
            );
        }

        return version;
    }

    private static string SourceOf(JObject root, string name) =>
        root[SourceName] is JValue { Value: string source }
            ? source
            : throw Invalid(name, SourceName, LineOf(root[SourceName]), "is not a text that says where the facts come from");

    /// <summary>A null member is the same as one left out; a null in a list is nothing that was ever written.</summary>
    private static void DropNulls(JObject root, string name)
    {
        foreach (var value in root.Descendants().OfType<JValue>().Where(value => value.Type == JTokenType.Null).ToList())
        {
            if (value.Parent is not JProperty property)
            {
                throw Invalid(name, value.Path, LineOf(value), "is null");
            }

            property.Remove();
        }
    }

    private static int LineOf(JToken? token) => token is IJsonLineInfo line ? line.LineNumber : 1;

    private static NetAuditException Invalid(string name, string? path, int line, string what, Exception? cause = null) =>
        new(
            NetAuditError.SnapshotInvalid,
            string.Format(CultureInfo.InvariantCulture, "The snapshot '{0}' is damaged: '{1}' in line {2} {3}.", name, path, line, what),
            name,
            "Export it again with Export-OverlaySnapshot.",
            cause
        );
}
