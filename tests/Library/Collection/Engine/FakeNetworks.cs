using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>
/// A swarm manager's networks in a <see cref="FakeEngine"/>. They can be made and removed. A second one with the same subnet stays
/// unallocated.
/// </summary>
internal sealed class FakeNetworks
{
    private readonly ConcurrentDictionary<string, JsonObject> _networks = new();
    private int _last;

    public FakeNetworks(FakeEngine engine)
    {
        engine.Answers["/info"] = (
            200,
            """
            {"Name":"m1","OSType":"linux","Swarm":{"LocalNodeState":"active","ControlAvailable":true,"NodeID":"n1",
            "NodeAddr":"192.0.2.1"}}
            """
        );
        engine.Answers["/nodes"] = engine.Answers["/services"] = (200, "[]");
        engine.Handler = AnswerAsync;
    }

    /// <summary>The names of the networks that exist.</summary>
    public IReadOnlyList<string> Names => [.. _networks.Values.Select(network => (string)network["Name"]!).Order(StringComparer.Ordinal)];

    /// <summary>The bodies of the requests to make a network.</summary>
    public ConcurrentQueue<JsonNode> NetworkRequests { get; } = new();

    /// <summary>
    /// Runs before the answer to the creation with this number, counted from 1. The network is made first. It returns a status in place of
    /// 201, or null.
    /// </summary>
    public Func<int, CancellationToken, Task<(int Status, string Body)?>> Creating { get; set; } =
        (_, _) => Task.FromResult<(int, string)?>(null);

    /// <summary>The answer to the creation with this number if no network is made; null if one is made.</summary>
    public Func<int, (int Status, string Body)?> Refusing { get; set; } = _ => null;

    /// <summary>The answer to a removal if the network stays; null if it is removed.</summary>
    public Func<(int Status, string Body)?> Removing { get; set; } = () => null;

    /// <summary>Whether two networks may have the same subnet.</summary>
    public bool AllowOverlap { get; set; }

    /// <summary>Whether an inspect of an unallocated network gets 404, as on engine 29.</summary>
    public bool HidesUnallocated { get; set; }

    /// <summary>Adds a network without a request.</summary>
    public void Add(string name, string? label, string inside = "{}")
    {
        var id = $"old{Interlocked.Increment(ref _last)}";
        _networks[id] = Network(
            id,
            name,
            "overlay",
            "198.18.9.0/28",
            label is null ? new JsonObject() : new JsonObject { ["netaudit.temporary"] = label }
        );
        _networks[id]["Containers"] = JsonNode.Parse(inside);
    }

    private async Task<(int, string)?> AnswerAsync(string method, string path, string body, CancellationToken end)
    {
        await Task.Yield(); // a test may have one call wait while others are answered
        if (method == "POST" && path == "/networks/create")
        {
            return await CreateAsync(JsonNode.Parse(body)!, end);
        }

        var id = path.Split('?')[0].Split('/') is ["", "networks", var part, ..] ? part : "";
        return (method, id) switch
        {
            ("GET", "") when path.StartsWith("/networks", StringComparison.Ordinal) => (
                200,
                new JsonArray([.. _networks.Values.Select(network => network.DeepClone())]).ToJsonString()
            ),
            ("GET", _) when path.StartsWith("/networks/", StringComparison.Ordinal) => _networks.TryGetValue(id, out var found)
            && !(HidesUnallocated && (string)found["Driver"]! == "")
                ? (200, found.ToJsonString())
                : (404, $$"""{"message":"network {{id}} not found"}"""),
            ("DELETE", _) => Removing()
                ?? (_networks.TryRemove(id, out _) ? (204, "") : (404, $$"""{"message":"network {{id}} not found"}""")),
            _ => null,
        };
    }

    private async Task<(int, string)> CreateAsync(JsonNode request, CancellationToken end)
    {
        NetworkRequests.Enqueue(request);
        var number = NetworkRequests.Count;
        if (Refusing(number) is { } refused)
        {
            return refused;
        }

        var id = $"id{Interlocked.Increment(ref _last)}";
        var subnet = (string)request["IPAM"]!["Config"]![0]!["Subnet"]!;
        var taken =
            !AllowOverlap
            && _networks.Values.Any(network => network["IPAM"]!["Config"]?[0]?["Subnet"] is JsonNode other && (string)other! == subnet);
        _networks[id] = Network(
            id,
            (string)request["Name"]!,
            taken ? "" : (string)request["Driver"]!,
            taken ? null : subnet,
            request["Labels"]!
        );
        return await Creating(number, end) ?? (201, $$"""{"Id":"{{id}}","Warning":""}""");
    }

    private static JsonObject Network(string id, string name, string driver, string? subnet, JsonNode labels) =>
        new()
        {
            ["Id"] = id,
            ["Name"] = name,
            ["Driver"] = driver,
            ["Scope"] = "swarm",
            ["IPAM"] = new JsonObject
            {
                ["Driver"] = subnet is null ? "" : "default",
                ["Config"] = subnet is null
                    ? null
                    : new JsonArray(new JsonObject { ["Subnet"] = subnet, ["Gateway"] = subnet.Split('/')[0] }),
            },
            ["Options"] = subnet is null ? null : new JsonObject { ["com.docker.network.driver.overlay.vxlanid_list"] = "4097" },
            ["Labels"] = labels.DeepClone(),
        };
}
