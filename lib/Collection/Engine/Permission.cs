using System.Globalization;

namespace NetAudit.Collection.Engine;

/// <summary>Describes how a request can be allowed that an engine, its plugin or a proxy before it refused.</summary>
internal static class Permission
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>Whether a request was refused for lack of rights.</summary>
    public static bool IsMissing(int status) => status is Unauthorized or Forbidden;

    /// <summary>The remedy, for the first word of the path: "networks". docker-socket-proxy has a variable for each.</summary>
    public static string Remedy(string resource) =>
        $"allow GET /{resource} (docker-socket-proxy: {resource.ToUpper(CultureInfo.InvariantCulture)}=1)";
}
