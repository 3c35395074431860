using System.Security.Cryptography;
using System.Text;

namespace NetAudit.Live.Tests.Support;

/// <summary>
/// A network namespace that is removed with the test that made it. It needs root and iproute2: check <see cref="WhyNot"/> first.
/// </summary>
internal sealed class TemporaryNamespace : IAsyncDisposable
{
    private TemporaryNamespace(string name) => Name = name;

    /// <summary>The namespace's name for <c>ip netns</c>.</summary>
    public string Name { get; }

    /// <summary>The namespace's file, for setns.</summary>
    public string Path => "/run/netns/" + Name;

    /// <summary>The reason why no namespace can be made; null if one can.</summary>
    public static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "needs Linux"
        : !Environment.IsPrivilegedProcess ? "needs root"
        : Tool.Find("ip") is null || Tool.Find("bridge") is null || Tool.Find("ss") is null ? "needs iproute2"
        : null;

    /// <summary>Makes a namespace named PREFIX-RANDOM.</summary>
    public static async Task<TemporaryNamespace> CreateAsync(string prefix)
    {
        var made = new TemporaryNamespace($"{prefix}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        await Tool.RunAsync("ip", "netns", "add", made.Name);
        return made;
    }

    /// <summary>Runs <c>ip -n NAME …</c>, with words separated by spaces.</summary>
    public Task<string> IpAsync(string words) => Tool.RunAsync("ip", ["-n", Name, .. words.Split(' ')]);

    /// <summary>Runs <c>bridge -n NAME …</c>.</summary>
    public Task<string> BridgeAsync(string words) => Tool.RunAsync("bridge", ["-n", Name, .. words.Split(' ')]);

    /// <summary>Runs any program inside the namespace.</summary>
    public Task<string> ExecuteAsync(string words) => Tool.RunAsync("ip", ["netns", "exec", Name, .. words.Split(' ')]);

    /// <summary>Runs many commands of <c>ip</c> or <c>bridge</c>, one per line. All must succeed.</summary>
    public async Task BatchAsync(string program, string lines) =>
        (await Tool.TryAsync(program, ["-n", Name, "-batch", "-"], Encoding.UTF8.GetBytes(lines + "\n"))).OrThrow();

    /// <summary>Runs <c>ip -n NAME …</c> if the kernel may lack the feature. Any other failure throws.</summary>
    /// <returns>Whether the kernel has the feature.</returns>
    public async Task<bool> IpIfKernelHasAsync(string words)
    {
        string[] lacks =
        [
            "Unknown device type",
            "not supported",
            "Requested type not found",
            "Requested AEAD algorithm not found",
            "Function not implemented",
        ];
        var result = await Tool.TryAsync("ip", ["-n", Name, .. words.Split(' ')]);
        var lacking = lacks.Any(words => result.Error.Contains(words, StringComparison.Ordinal));
        if (!lacking)
        {
            result.OrThrow();
        }

        return !lacking;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Tool.TryAsync("ip", ["netns", "delete", Name]);
}
