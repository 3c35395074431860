using System.Security.Cryptography;
using System.Text;

namespace NetAudit.Live.Tests.Support;

/// <summary>
/// A network namespace that goes away with the test that made it. Needs root and iproute2: ask <see cref="WhyNot"/> first.
/// </summary>
internal sealed class TemporaryNamespace : IAsyncDisposable
{
    private TemporaryNamespace(string name) => Name = name;

    /// <summary>Its name for <c>ip netns</c>.</summary>
    public string Name { get; }

    /// <summary>Its file, for setns.</summary>
    public string Path => "/run/netns/" + Name;

    /// <summary>Why none can be made here, or null.</summary>
    public static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "needs Linux"
        : !Environment.IsPrivilegedProcess ? "needs root"
        : Tool.Find("ip") is null || Tool.Find("bridge") is null || Tool.Find("ss") is null ? "needs iproute2"
        : null;

    /// <summary>Makes one named PREFIX-RANDOM.</summary>
    public static async Task<TemporaryNamespace> CreateAsync(string prefix)
    {
        var made = new TemporaryNamespace($"{prefix}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        await Tool.RunAsync("ip", "netns", "add", made.Name);
        return made;
    }

    /// <summary><c>ip -n NAME …</c>, words separated by spaces.</summary>
    public Task<string> IpAsync(string words) => Tool.RunAsync("ip", ["-n", Name, .. words.Split(' ')]);

    /// <summary><c>bridge -n NAME …</c>.</summary>
    public Task<string> BridgeAsync(string words) => Tool.RunAsync("bridge", ["-n", Name, .. words.Split(' ')]);

    /// <summary>Any program inside it.</summary>
    public Task<string> ExecuteAsync(string words) => Tool.RunAsync("ip", ["netns", "exec", Name, .. words.Split(' ')]);

    /// <summary>Many commands of <c>ip</c> or <c>bridge</c>, one a line, of which all must succeed.</summary>
    public async Task BatchAsync(string program, string lines) =>
        (await Tool.TryAsync(program, ["-n", Name, "-batch", "-"], Encoding.UTF8.GetBytes(lines + "\n"))).OrThrow();

    /// <summary><c>ip -n NAME …</c> where the kernel may lack what is asked for. Any other failure is one.</summary>
    /// <returns>Whether the kernel has it.</returns>
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
