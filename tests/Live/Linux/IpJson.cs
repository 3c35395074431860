using System.Text.Json;

namespace NetAudit.Live.Tests.Linux;

/// <summary>Members of iproute2's JSON output; null if a member is missing or of another kind.</summary>
internal static class IpJson
{
    public static JsonElement? Part(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } present && present.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(JsonElement? element, string name) =>
        Part(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long? Number(JsonElement? element, string name) =>
        Part(element, name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    public static bool True(JsonElement? element, string name) => Part(element, name) is { ValueKind: JsonValueKind.True };

    public static string[] Strings(JsonElement? element, string name) =>
        Part(element, name) is { } list ? [.. list.EnumerateArray().Select(one => one.ToString())] : [];
}
