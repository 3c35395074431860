namespace NetAudit.Platform.Netlink;

/// <summary>The kernel did not answer a netlink request, or not in full.</summary>
internal sealed class NetlinkException(string message) : Exception(message);
