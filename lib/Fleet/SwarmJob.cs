using NetAudit.Collection.Remote;
using NetAudit.Probes.Trials;
using Newtonsoft.Json.Linq;

namespace NetAudit.Fleet;

/// <summary>The service that runs the collector once on each node: what it may see and do there.</summary>
internal static class SwarmJob
{
    /// <summary>The beginning of all such services' names.</summary>
    public const string NamePrefix = "netaudit-collect-";

    /// <summary>The path of the host's folders in the container.</summary>
    private const string HostFolder = "/host";

    /// <summary>The size of the memory file system that the bundle is made in, so that a full disk on the node doesn't matter.</summary>
    private const long BundleBytes = 256L * 1024 * 1024;

    /// <summary>
    /// Namespaces of containers are entered (SYS_ADMIN) and found by processes (SYS_PTRACE), whose files are read (DAC_READ_SEARCH);
    /// the packet
    /// filter is listed (NET_ADMIN).
    /// </summary>
    private static readonly string[] s_capabilities = ["CAP_DAC_READ_SEARCH", "CAP_NET_ADMIN", "CAP_SYS_ADMIN", "CAP_SYS_PTRACE"];

    private static readonly string[] s_folders = ["/proc", "/run", "/etc"];

    /// <summary>
    /// The script of the container. The bundle goes to standard output as base64, which every log driver keeps whole, and an end line
    /// follows. The collector's messages go to standard error. The collector is compressed, as its text is part of each task, which is
    /// requested repeatedly.
    /// </summary>
    private static string Script =>
        $"echo \"$1\" | base64 -d | gzip -d >/tmp/collect.sh && sh /tmp/collect.sh -r {HostFolder} -o - >/tmp/bundle "
        + $"&& base64 </tmp/bundle && echo {TaskLog.End}";

    /// <summary>A name for a new service.</summary>
    public static string NewName() => NamePrefix + Guid.NewGuid().ToString("N")[..12];

    /// <summary>The service to create.</summary>
    public static JObject Specification(string name, string image, TemporaryNetworkMark mark) =>
        new()
        {
            ["Name"] = name,
            ["Labels"] = new JObject { [TemporaryNetworkMark.Label] = mark.ToString() },
            ["Mode"] = new JObject { ["GlobalJob"] = new JObject() },
            ["TaskTemplate"] = new JObject
            {
                ["ContainerSpec"] = Container(image),
                ["Networks"] = new JArray(new JObject { ["Target"] = "host" }),
                ["RestartPolicy"] = new JObject { ["Condition"] = "none" },
                ["Resources"] = new JObject { ["Limits"] = new JObject { ["MemoryBytes"] = 2 * BundleBytes } },
                ["LogDriver"] = new JObject { ["Name"] = "json-file" },
            },
        };

    /// <summary>The job's specification for people, a line each.</summary>
    public static IReadOnlyList<string> Describe(string image) =>
        [
            $"service {NamePrefix}... : a global job, once on each active node, never started again, removed at the end",
            $"image {image}, command collect.sh (module/collect.sh); its root file system is read-only, /tmp is in memory",
            $"network: the host's; read-only from the host: {string.Join(", ", s_folders)}, the engine's socket among them",
            $"capabilities: {string.Join(", ", s_capabilities.Select(one => one["CAP_".Length..]))}, and no others",
        ];

    private static JObject Container(string image) =>
        new()
        {
            ["Image"] = image,
            ["Hostname"] = "{{.Node.Hostname}}",
            ["User"] = "0:0",
            ["Env"] = new JArray("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), // Imported images have none.
            ["Command"] = new JArray("/bin/sh", "-c", Script, "sh", CollectScript.Packed),
            ["ReadOnly"] = true,
            ["Mounts"] = new JArray([.. s_folders.Select(Bind), Memory()]),
            ["CapabilityDrop"] = new JArray("ALL"),
            ["CapabilityAdd"] = new JArray(s_capabilities),
            // AppArmor's profile for containers would hide other processes' namespaces. Engines before 25 ignore this.
            ["Privileges"] = new JObject
            {
                ["NoNewPrivileges"] = true,
                ["AppArmor"] = new JObject { ["Mode"] = "disabled" },
            },
        };

    private static JObject Bind(string folder) =>
        new()
        {
            ["Type"] = "bind",
            ["Source"] = folder,
            ["Target"] = HostFolder + folder,
            ["ReadOnly"] = true,
        };

    private static JObject Memory() =>
        new()
        {
            ["Type"] = "tmpfs",
            ["Target"] = "/tmp",
            ["TmpfsOptions"] = new JObject { ["SizeBytes"] = BundleBytes },
        };
}
