using System.Security.Cryptography;

namespace NetAudit.Live.Tests.Support;

/// <summary>A network namespace that goes away with the test that made it. Needs root and iproute2: ask <see cref="WhyNot"/> first.</summary>
public sealed class TemporaryNamespace : IDisposable
{
    /// <summary>Makes one named PREFIX-RANDOM.</summary>
    public TemporaryNamespace(string prefix)
    {
        Name = $"{prefix}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        Command.Run("ip", "netns", "add", Name);
    }

    /// <summary>Its name for <c>ip netns</c>.</summary>
    public string Name { get; }

    /// <summary>Its file, for setns.</summary>
    public string Path => "/run/netns/" + Name;

    /// <summary>Why none can be made here, or null.</summary>
    public static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "needs Linux"
        : !Environment.IsPrivilegedProcess ? "needs root"
        : !Command.Exists("ip") || !Command.Exists("bridge") || !Command.Exists("ss") ? "needs iproute2"
        : Command.Try("ip", "netns", "list").ExitCode != 0 ? "ip netns does not work here"
        : null;

    /// <summary><c>ip -n NAME …</c>, words separated by spaces.</summary>
    public string Ip(string words) => Command.Run("ip", ["-n", Name, .. words.Split(' ')]);

    /// <summary><c>bridge -n NAME …</c>.</summary>
    public string Bridge(string words) => Command.Run("bridge", ["-n", Name, .. words.Split(' ')]);

    /// <summary>Any program inside it.</summary>
    public string Execute(string words) => Command.Run("ip", ["netns", "exec", Name, .. words.Split(' ')]);

    /// <summary><c>ip -n NAME …</c> where the kernel may lack what is asked for. Any other failure is one.</summary>
    /// <returns>Whether the kernel has it.</returns>
    public bool IpIfKernelHas(string words)
    {
        var result = Command.Try("ip", ["-n", Name, .. words.Split(' ')]);
        return result.ExitCode == 0
            || (result.Error.Contains("Unknown device type", StringComparison.Ordinal) || result.Error.Contains("not supported", StringComparison.Ordinal)
                || result.Error.Contains("Requested AEAD algorithm not found", StringComparison.Ordinal)
                || result.Error.Contains("Function not implemented", StringComparison.Ordinal)
                ? false
                : throw new InvalidOperationException($"ip {words}: {result.Error.Trim()}"));
    }

    /// <inheritdoc />
    public void Dispose() => Command.Try("ip", "netns", "delete", Name);
}
