using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Recognizes the processes that matter to container networks.</summary>
internal static class HostProcesses
{
    private const int MostWords = 200;
    private const int LongestWord = 1000;
    private const string Supervisor = "runsv";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        // Engines.
        "dockerd",
        "podman",
        // Flannel, and what its ipsec backend starts.
        "flanneld",
        "charon",
        // Weave.
        "weaver",
        "weave-npc",
        "weave-kube",
        "weaveproxy",
        "weavedns",
        // Calico, today and in 2015.
        "calico-node",
        "calico-felix",
        "felix",
        "calico-iptables-plugin",
        "libnetwork-plugin",
        "bird",
        "bird6",
        "confd",
        // Other networks for Kubernetes.
        "cilium-agent",
        "kube-router",
        "antrea-agent",
        "ovs-vswitchd",
        // Stores.
        "etcd",
        "consul",
        // Kubernetes, whose agents share the host.
        "kubelet",
        "kube-proxy",
        "k3s",
        "k0s",
        "rke2",
    };

    /// <summary>Agents that a supervisor (runsv) keeps running: it shows that one is wanted, even if it isn't running.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "felix", "calico-felix", "bird", "bird6", "confd" };

    private static readonly Regex Interpreter = new(@"^(python[\d.]*|sh|bash|dash|ash|perl|busybox)$", RegexOptions.CultureInvariant);

    /// <summary>The process, secrets withheld, or null if it doesn't matter to a network solution.</summary>
    public static HostProcess? Read(int pid, IReadOnlyList<string> commandLine) =>
        NameOf(commandLine) is { } name
            ? new HostProcess
            {
                Pid = pid,
                Name = name,
                CommandLine =
                [
                    .. AgentArguments
                        .Keep(Secrets.CommandLine(commandLine))
                        .Take(MostWords)
                        .Select(word => word.Length > LongestWord ? word[..LongestWord] : word),
                ],
            }
            : null;

    /// <summary>Whether a word is an agent's name, or a path to one.</summary>
    public static bool IsAgent(string word) => Names.Contains(BaseName(word)) || BaseName(word) == Supervisor;

    private static string? NameOf(IReadOnlyList<string> commandLine)
    {
        if (commandLine.Count == 0)
        {
            return null;
        }

        var name = BaseName(commandLine[0]);
        if (Interpreter.IsMatch(name))
        {
            // An agent run by an interpreter goes by its script's name: "/usr/bin/python2.7 /usr/bin/calico-felix".
            name = BaseName(commandLine.Skip(1).FirstOrDefault(word => !word.StartsWith("-", StringComparison.Ordinal)) ?? "");
        }
        else if (name == "docker" && commandLine.Count > 1 && commandLine[1] is "daemon" or "-d")
        {
            name = "dockerd"; // The engine before 1.12 was the same program as its client.
        }

        var isKeeper = name == Supervisor && commandLine.Count > 1 && Kept.Contains(BaseName(commandLine[1]));
        return isKeeper || Names.Contains(name) ? name : null;
    }

    private static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
