namespace NetAudit.Live.Tests.Support;

/// <summary>An engine for tests: this machine's own, or one in a folder that debootstrap made.</summary>
internal sealed record EngineKind(string Name, string? Root)
{
    /// <summary>
    /// The environment variable with the folder's path: <c>debootstrap --include=docker.io,iproute2,iptables sid FOLDER</c>.
    /// </summary>
    public const string SidVariable = "NETAUDIT_ENGINE_SID";

    private const string SidDefault = "/var/tmp/netaudit-engines/sid";

    public static EngineKind Installed { get; } = new("installed", null);

    public static EngineKind Sid { get; } =
        new("sid", Environment.GetEnvironmentVariable(SidVariable) is { Length: > 0 } folder ? folder : SidDefault);

    /// <summary>The reason why no host with this engine can be made; null if one can.</summary>
    public string? Missing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "needs Linux";
        }

        if (Environment.UserName != "root")
        {
            return "needs root";
        }

        var tools = new[] { "docker", "ip", "bridge", "nsenter", "unshare", "busybox", "iptables" }
            .Where(tool => Tool.Find(tool) is null)
            .ToList();
        if (Root is null && Tool.Find("dockerd") is null)
        {
            tools.Insert(0, "dockerd");
        }

        if (tools.Count > 0)
        {
            return $"needs {string.Join(", ", tools)} (apt-get install docker.io iproute2 iptables busybox-static)";
        }

        return Root is not null && !File.Exists(Path.Combine(Root, "usr/sbin/dockerd"))
            ? $"no engine in {Root}: debootstrap --include=docker.io,iproute2,iptables sid FOLDER, and {SidVariable}=FOLDER"
            : null;
    }
}
