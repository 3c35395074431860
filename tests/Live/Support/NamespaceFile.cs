using NetAudit.Collection.Linux;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Support;

/// <summary>Reads one network namespace, whole or not at all.</summary>
internal static class NamespaceFile
{
    /// <param name="path">The namespace's file.</param>
    /// <param name="ownerOf">Finds the owner of a socket.</param>
    public static async Task<NetworkNamespace> ReadAsync(string path, Func<uint, SocketOwner?>? ownerOf = null)
    {
        var (read, problems) = await NamespaceSockets.ReadEachAsync<NetworkNamespace>(
            [path],
            _ => NamespaceReader.Sockets,
            () => (_, sockets) => new NamespaceReader().Read(sockets, ownerOf ?? (_ => null), Fail),
            CancellationToken.None
        );
        return problems.Count == 0
            ? read[path]
            : throw new InvalidOperationException(string.Join("; ", problems.Select(problem => $"{problem.Key}: {problem.Value.Message}")));
    }

    /// <summary>Fails on a gap in facts that must be seen.</summary>
    public static void Fail(Gap gap) => throw new InvalidOperationException($"{gap.Subject}: {gap.Reason}");
}
