using System.Globalization;
using System.Text.RegularExpressions;
using NetAudit.Collection.Formats;
using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>Chooses the API version to ask in.</summary>
internal static class ApiVersion
{
    /// <summary>
    /// The newest version whose answers were checked. Readers ignore unknown members, so newer engines are asked in this version.
    /// </summary>
    private static readonly Version Newest = new(1, 55);

    /// <summary>The path's prefix: "v1.51/", or "" if the engine doesn't say what it speaks.</summary>
    /// <param name="version">The answer to /version.</param>
    /// <param name="wanted">DOCKER_API_VERSION, or null.</param>
    /// <exception cref="NetAuditException">What is wanted is no version.</exception>
    public static string Prefix(JsonObject version, string? wanted)
    {
        if (!string.IsNullOrWhiteSpace(wanted))
        {
            return Read(wanted!.Trim().TrimStart('v')) is { } chosen
                ? Written(chosen)
                : throw new NetAuditException(
                    NetAuditError.EndpointInvalid,
                    "DOCKER_API_VERSION is not a version.",
                    "DOCKER_API_VERSION",
                    "Unset it, or write it like 1.44."
                );
        }

        if (Read(version.Text("ApiVersion")) is not { } spoken)
        {
            return "";
        }

        var pinned = spoken < Newest ? spoken : Newest;
        return Written(Read(version.Text("MinAPIVersion")) is { } oldest && oldest > pinned ? oldest : pinned);
    }

    private static Version? Read(string? text) => text != null && Regex.IsMatch(text, @"^\d{1,4}\.\d{1,4}\z") ? new Version(text) : null;

    private static string Written(Version version) =>
        string.Format(CultureInfo.InvariantCulture, "v{0}.{1}/", version.Major, version.Minor);
}
