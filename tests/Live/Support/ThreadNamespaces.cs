namespace NetAudit.Live.Tests.Support;

/// <summary>The network namespaces that threads of this process are in.</summary>
internal static class ThreadNamespaces
{
    /// <summary>The process's own namespace.</summary>
    public static string Own => new FileInfo("/proc/self/ns/net").LinkTarget!;

    /// <summary>The threads' namespaces: the process's own by its name alone, another one with the name of its thread.</summary>
    public static IReadOnlyList<string> Now() =>
        [.. Directory.GetDirectories("/proc/self/task").Select(NamespaceOf).Where(target => target.Length > 0).Distinct()];

    /// <summary>The threads' namespaces after finished threads have ended, which takes the kernel a moment.</summary>
    public static async Task<IReadOnlyList<string>> SettledAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < 20 && Now().Count > 1; tries++)
        {
            await Task.Delay(100, cancellationToken);
        }

        return Now();
    }

    private static string NamespaceOf(string task)
    {
        try
        {
            var target = new FileInfo(Path.Combine(task, "ns/net")).LinkTarget ?? "";
            return target.Length == 0 || target == Own ? target : $"{target} of {File.ReadAllText(Path.Combine(task, "comm")).Trim()}";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
