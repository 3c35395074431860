using System.Globalization;
using System.Numerics;
using NetAudit.Collection.SnapshotReading;
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
    private const string TooLarge = "has a number that is too large";
    private const int MostDepth = 32;

    /// <summary>Reads a snapshot from JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="NetAuditException">It is damaged, or written by a newer NetAudit.</exception>
    public static HostSnapshot Read(string json, string name) => Read(() => new StringReader(json), name, () => null);

    /// <summary>Reads a snapshot while the text is read, so that an oversized text ends early.</summary>
    /// <param name="open">Opens the text. Called a second time if it is of an old version.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="budget">Returns the limit of values, or null for none.</param>
    internal static HostSnapshot Read(Func<TextReader> open, string name, Func<ValueBudget?> budget)
    {
        try
        {
            return ReadToday(open, name, budget()) ?? ReadOld(open, name, budget());
        }
        catch (NullInListException e)
        {
            throw Invalid(name, e.Path, e.Line, "is null");
        }
        catch (JsonReaderException e)
        {
            var what = e.InnerException is TooManyValuesException ? "has too many values for its length" : "is not valid JSON";
            throw Invalid(name, e.Path, e.LineNumber, what, e);
        }
        catch (NumberTooLargeException e)
        {
            throw Invalid(name, e.Path, e.LineNumber, TooLarge, e);
        }
        catch (JsonSerializationException e)
        {
            throw Invalid(name, e.Path, e.LineNumber, "misses a value that is needed, or has one of another type than expected", e);
        }
        catch (OverflowException e)
        {
            // The serializer gives no position, and doesn't wrap this exception.
            throw Invalid(name, "a member", TooLarge, e);
        }
    }

    /// <summary>Reads a snapshot of today's version in one pass; null if it is of an old version.</summary>
    private static HostSnapshot? ReadToday(Func<TextReader> open, string name, ValueBudget? budget)
    {
        using var text = open();
        using var json = new SnapshotJsonReader(text, budget);
        var head = new SnapshotHead();
        var isOld = false;
        HostSnapshot? snapshot;
        try
        {
            snapshot = SnapshotReader.Read(json, head, IsReadOn);
        }
        catch (JsonSerializationException) when (head.Format is not Format)
        {
            // Some other JSON, so its errors as a snapshot don't matter.
            throw NoSnapshot(head);
        }

        if (isOld)
        {
            return null;
        }

        if (snapshot is null)
        {
            throw Invalid(name, "", 1, "is not a JSON object");
        }

        return snapshot with
        {
            Origin = new ImportedOrigin(name, (string)head.Source!),
        };

        bool IsReadOn(SnapshotHead seen)
        {
            if (seen.IsWhole || seen.Format is not null)
            {
                CheckFormat(seen);
            }

            if (seen.IsWhole || seen is { Format: not null, Version: not null })
            {
                isOld = CheckVersion(seen) == SnapshotUpgrade.Version;
            }

            return seen is { IsWhole: true, Source: not string }
                ? throw Invalid(name, SourceName, seen.SourceLine, "is not a text that says where the facts come from")
                : !isOld;
        }

        void CheckFormat(SnapshotHead seen)
        {
            if (seen.Format is not Format)
            {
                throw NoSnapshot(seen);
            }
        }

        long CheckVersion(SnapshotHead seen) =>
            seen.Version is long and > 0 and var version
                ? CheckIsKnown(version, name)
                : throw Invalid(name, VersionName, seen.VersionLine, "is not a version number");

        NetAuditException NoSnapshot(SnapshotHead seen) =>
            Invalid(name, FormatName, seen.FormatLine, $"is not \"{Format}\", so this is no snapshot");
    }

    /// <summary>Reads a snapshot of version 1 as a tree, and converts it to today's.</summary>
    private static HostSnapshot ReadOld(Func<TextReader> open, string name, ValueBudget? budget)
    {
        using var text = open();
        var root = Parse(text, name, budget);
        NullValues.Drop(root);
        SnapshotUpgrade.Upgrade(root);
        var source = root[SourceName] is JValue { Value: string told }
            ? told
            : throw Invalid(name, SourceName, LineOf(root[SourceName]), "is not a text that says where the facts come from");
        return SnapshotUpgrade.Upgrade(Deserialize(root) with { Origin = new ImportedOrigin(name, source) });
    }

    /// <summary>Returns the snapshot as JSON text.</summary>
    public static string Write(HostSnapshot snapshot)
    {
        // Written without a tree: ten thousand containers would take a gigabyte.
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var json = new SnapshotWriter(text) { Formatting = Formatting.Indented };
        SnapshotJson.Serializer().Serialize(json, snapshot);
        return text.ToString();
    }

    /// <summary>Writes the format's name as the first member.</summary>
    private sealed class SnapshotWriter(TextWriter text) : JsonTextWriter(text)
    {
        private bool _hasBegun;

        public override void WriteStartObject()
        {
            base.WriteStartObject();
            if (!_hasBegun)
            {
                _hasBegun = true;
                WritePropertyName(FormatName);
                WriteValue(Format);
            }
        }
    }

    private static HostSnapshot Deserialize(JObject root)
    {
        // The serializer doesn't say which number is too large for it.
        if (root.Descendants().FirstOrDefault(token => token is JValue { Value: BigInteger }) is { } number)
        {
            throw new NumberTooLargeException(number.Path, LineOf(number), 0);
        }

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

    private static long CheckIsKnown(long version, string name) =>
        version <= HostSnapshot.CurrentFormatVersion
            ? version
            : throw new NetAuditException(
                NetAuditError.SnapshotTooNew,
                $"The snapshot '{name}' has format version {version}; this NetAudit reads up to {HostSnapshot.CurrentFormatVersion}.",
                name,
                "Update NetAudit, or export the snapshot with this version."
            );

    private static int LineOf(JToken? token) => token is IJsonLineInfo line ? line.LineNumber : 1;

    private static NetAuditException Invalid(string name, string? path, int line, string what, Exception? cause = null)
    {
        var lineText = line.ToString(CultureInfo.InvariantCulture);
        return Invalid(name, path is null or "" ? $"line {lineText}" : $"'{path}' in line {lineText}", what, cause);
    }

    private static NetAuditException Invalid(string name, string place, string what, Exception? cause) =>
        new(
            NetAuditError.SnapshotInvalid,
            $"The snapshot '{name}' is damaged: {place} {what}.",
            name,
            "Export it again with Export-OverlaySnapshot.",
            cause
        );
}
