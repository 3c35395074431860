using System.Globalization;

namespace NetAudit.Collection.Engine;

/// <summary>What lets a question be asked that an engine, its plugin or a proxy before it refused.</summary>
internal static class Permission
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>Whether it was refused for lack of rights.</summary>
    public static bool IsMissing(int status) => status is Unauthorized or Forbidden;

    /// <summary>What to do about it, for the first word of the path: "networks". docker-socket-proxy has a variable for each.</summary>
    public static string Remedy(string resource) =>
        $"allow GET /{resource} (docker-socket-proxy: {resource.ToUpper(CultureInfo.InvariantCulture)}=1)";
}
