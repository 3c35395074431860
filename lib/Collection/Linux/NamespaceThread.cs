namespace NetAudit.Collection.Linux;

/// <summary>
/// Work inside network namespaces, on a thread made for it: setns sticks to the thread, so a pool thread must never be used.
/// </summary>
internal static class NamespaceThread
{
    /// <summary>
    /// Runs <paramref name="work"/> once inside each namespace, one after another on one dedicated thread, which then ends.
    /// </summary>
    /// <param name="namespaceFiles">Paths of namespace files: "/proc/407/ns/net".</param>
    /// <param name="work">The work; given the path.</param>
    /// <param name="failed">Told of a path whose namespace could not be entered or whose work failed, with the reason.</param>
    /// <param name="cancellationToken">Checked before each namespace.</param>
    /// <returns>Results by path, of those that succeeded.</returns>
    public static Task<IReadOnlyDictionary<string, T>> RunAsync<T>(
        IReadOnlyCollection<string> namespaceFiles, Func<string, T> work, Action<string, string> failed, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
