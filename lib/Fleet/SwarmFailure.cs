using System.Globalization;
using NetAudit.Collection.Formats;
using NetAudit.Model;

namespace NetAudit.Fleet;

/// <summary>The errors of a job on a swarm's nodes, each with what to do.</summary>
internal static class SwarmFailure
{
    private const string Alone = "Read that host on its own, by ssh:// or with a bundle of collect.sh (about_NetAudit_Bundles).";

    public static NetAuditException NoManager(string address) =>
        new(
            NetAuditError.SwarmUnavailable,
            $"The engine at {address} is no manager of a swarm, so no job can be run from there.",
            address,
            "Name a manager with -DockerHost; `docker node ls` works on one."
        );

    public static NetAuditException NoAnswer(string address, string what, int status, string refusal) =>
        new(
            NetAuditError.SwarmUnavailable,
            $"The manager at {address} refused {what}: {status} {refusal.TrimEnd('.')}.",
            address,
            "A swarm without a leader (half or more of its managers don't answer) starts nothing: bring managers "
                + "back first. Otherwise ask for the "
                + "right to make services."
        );

    public static NetAuditException NotTaken(SwarmNodeFacts node) =>
        new(
            NetAuditError.SwarmNodeNotRead,
            $"The node {node.Name} was not read: it is {node.State}, and its availability is {node.Availability}, "
                + "so the job does not run there.",
            node.Name,
            node.State == "ready" ? $"`docker node update --availability active {node.Name}`. {Alone}" : $"Bring it back. {Alone}"
        );

    public static NetAuditException Failed(SwarmNodeFacts node, SwarmJobTask task, string said, string image) =>
        new(
            NetAuditError.SwarmNodeNotRead,
            $"The node {node.Name} was not read: the job there is {task.State}{Because(task.Error, said)}.",
            node.Name,
            EngineErrorText.IsDiskFull(task.Error)
                ? $"Free space on its disk: `docker system df` there shows what uses it. {Alone}"
                : $"The node must have the image {image} or be able to pull it, and it needs sh, awk, sed, tar, gzip, "
                    + $"base64, ip and curl. {Alone}"
        );

    public static NetAuditException NoBundle(SwarmNodeFacts node, string reason, string said) =>
        new(
            NetAuditError.SwarmNodeNotRead,
            $"The node {node.Name} was not read: {reason}{Because(null, said)}.",
            node.Name,
            $"Check whether its disk is full, and whether `docker service logs` works for the job. {Alone}"
        );

    public static NetAuditException NoLinks(SwarmNodeFacts node, string image, string said) =>
        new(
            NetAuditError.SwarmNodeNotRead,
            $"The node {node.Name} was not read: the ip of the image {image} did not list the host's links{Because(null, said)}.",
            node.Name,
            $"Take an image with iproute2, whose `ip -j link` writes JSON; busybox's ip does not. {Alone}"
        );

    public static NetAuditException TooLate(SwarmNodeFacts node, SwarmJobTask? task, TimeSpan limit) =>
        new(
            NetAuditError.CollectionTimeout,
            string.Format(
                CultureInfo.InvariantCulture,
                "The node {0} was not read: its job did not end within {1:0.#} s; {2}.",
                node.Name,
                limit.TotalSeconds,
                task is null ? "it has no task yet" : $"its task is {task.State}{Because(task.Error, "")}"
            ),
            node.Name,
            "Give a longer -Timeout if the node must pull the image first. " + Alone
        );

    public static NetAuditException Left(string address, string name, string trouble) =>
        new(
            NetAuditError.SwarmJobLeft,
            $"The service {name} could not be removed from the swarm at {address}: {trouble}.",
            name,
            $"Remove it: docker -H {address} service rm {name}. The next run with -Swarm does, too."
        );

    private static string Because(string? error, string said)
    {
        var why = string.Join("; ", new[] { error, said }.Where(one => !string.IsNullOrWhiteSpace(one)).Select(one => one!.TrimEnd('.')));
        return why.Length > 0 ? $" ({why})" : "";
    }
}
