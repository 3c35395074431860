using System.Globalization;

namespace NetAudit.Snapshots;

/// <summary>A network requested from an engine, and the answer, in words.</summary>
internal static class TrialWording
{
    /// <summary>"the same subnet again (198.18.0.0/28)".</summary>
    public static string Subnet(TrialNetwork network) =>
        network.Part switch
        {
            TrialPart.Free => $"a subnet that nobody uses here ({network.Subnet})",
            TrialPart.Same => $"the same subnet again ({network.Subnet})",
            _ => $"the host's own subnet ({network.Subnet} of {network.Link})",
        };

    /// <summary>The equivalent command.</summary>
    public static string Command(NetworkTried tried) =>
        tried.Network is not { } network
            ? "nothing"
            : $"docker network create -d {network.Driver}{(network.Internal ? " --internal" : "")} --subnet {network.Subnet} {tried.Name}";

    /// <summary>The answer, or why the network was not requested.</summary>
    public static string Answer(NetworkTried tried) =>
        tried.Answer is { } answer ? Answer(answer)
        : tried.Obstacle is { } obstacle ? Obstacle(obstacle)
        : "";

    private static string Answer(TrialAnswer answer) =>
        answer.Kind switch
        {
            TrialAnswerKind.Allocated => $"accepted and allocated after {Number(answer.After.TotalMilliseconds, "0")} "
                + $"ms{Part(", VNI ", answer.Vni)}{Part(", gateway ", answer.Gateway)}",
            TrialAnswerKind.Unallocated =>
                $"accepted, and left unallocated: no driver and no subnet after {Number(answer.After.TotalSeconds, "0.0")} s",
            TrialAnswerKind.MadeOtherwise => $"made otherwise than asked for: driver {answer.Driver}, {string.Join(", ", answer.Subnets)}",
            TrialAnswerKind.NotShown => $"made, and not shown: {answer.Status} {answer.Message}",
            TrialAnswerKind.Gone => "accepted, and then gone: something else removed it",
            TrialAnswerKind.Refused => $"refused: {answer.Status} {answer.Message}",
            TrialAnswerKind.EngineFailed => $"the engine failed: {answer.Status} {answer.Message}",
            _ => $"no answer that can be read: {answer.Message}",
        };

    /// <summary>Why no network is requested from the engine.</summary>
    public static string Reason(TrialObstacle obstacle)
    {
        var first = First(obstacle);
        return obstacle.Kind switch
        {
            TrialObstacleKind.Told => first,
            TrialObstacleKind.NotRunning => $"{Second(obstacle)} doesn't run here ({first})",
            TrialObstacleKind.NoManager => $"this node is {first}, and only a manager of the swarm makes networks: run it on one",
            TrialObstacleKind.NoSwarm => "the engine is in no swarm and has no cluster store, so it makes no overlay networks",
            TrialObstacleKind.ForeignIpam =>
                $"networks of {Second(obstacle)} take their addresses from {first}, so what the engine accepts shows nothing of them",
            TrialObstacleKind.NoDriver => NoDriver(obstacle),
            TrialObstacleKind.NotAllSeen =>
                "the engine's networks or the host's addresses and routes were not all seen, so no subnet is known to be free",
            TrialObstacleKind.NoFreeSubnet => "no subnet is free of this host's networks, addresses and routes",
            TrialObstacleKind.NoHostSubnet => "the host has no IPv4 address of its own whose subnet a network could have",
            _ => $"{first} overlaps the host's {Second(obstacle)} already, so a refusal would tell of that network, not of the host",
        };
    }

    private static string Obstacle(TrialObstacle obstacle) =>
        obstacle.Kind == TrialObstacleKind.Told ? First(obstacle) : $"no network was tried: {Reason(obstacle)}";

    private static string NoDriver(TrialObstacle obstacle)
    {
        var networks = obstacle.Names.Skip(1).ToList();
        var where = networks.Count == 0 ? "links that the engine doesn't know" : $"the engine's network {string.Join(", ", networks)}";
        return $"{(obstacle.Names is [var solution, ..] ? solution : "")} has no network driver here; its containers are on {where}, and a "
            + $"bridge with the host's own subnet could cut the host off";
    }

    private static string First(TrialObstacle obstacle) => obstacle.Names is [var first, ..] ? first : "";

    private static string Second(TrialObstacle obstacle) => obstacle.Names is [_, var second, ..] ? second : "";

    private static string Part(string before, string? value) => value is null ? "" : before + value;

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
