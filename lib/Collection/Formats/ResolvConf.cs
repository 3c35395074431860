using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>resolv.conf.</summary>
internal static class ResolvConf
{
    /// <summary>Reads its text.</summary>
    public static Resolver Read(string text) => throw new NotImplementedException();
}
