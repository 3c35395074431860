using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Strict;
using static NetAudit.Gate.ExpectationNames;

namespace NetAudit.Gate;

/// <summary>Reads netaudit.json strictly, because a misread expectation would let faults pass.</summary>
public static class ExpectationReader
{
    /// <summary>The format version that is written, and the newest that is read.</summary>
    public const int Version = 1;

    private static readonly string[] Top =
    [
        "$schema",
        "version",
        "edition",
        "inconclusive",
        "onlyThese",
        "findings",
        "solutions",
        "aspects",
        "encryption",
        "subnets",
        "waivers",
    ];

    private static readonly string[] Shared = ["hosts", "solution", "severity", "inconclusive"];

    private static readonly EditionVocabulary Vocabulary = EditionVocabulary.From(Editions.BuiltIn.Select(Editions.Load));

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="NetAuditException">
    /// It is missing, incomplete or invalid. The message names the place, the line and the nearest valid name.
    /// </exception>
    public static Expectation Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new NetAuditException(
                NetAuditError.ExpectationNotFound,
                $"There is no expectation file '{path}'.",
                path,
                "Check the path. New-OverlayExpectation writes such a file from a host's present state."
            );
        }

        var file = new StrictFile(
            Path.GetFileName(path),
            "expectation",
            NetAuditError.ExpectationInvalid,
            "Correct the file, with netaudit.schema.json in an editor; New-OverlayExpectation writes a valid one from a host."
        );
        var root = StrictJson.Parse(file.ReadText(path), file, Top);
        if (root.Whole("version") is var version and not Version)
        {
            throw root.Wrong(
                "version",
                version > Version
                    ? $"the file is of version {version}, written for a newer NetAudit; this one reads {Version}"
                    : $"expected {Version}, found {version}"
            );
        }

        _ = root.OptionalText("$schema");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var expectation = new Expectation
        {
            File = file.Name,
            Edition = EditionOf(root, "edition", folder) ?? Editions.Load(Editions.Default),
            Inconclusive = root.OptionalOneOf<InconclusiveCounts>("inconclusive") ?? InconclusiveCounts.CouldNotAudit,
            OnlyThese = root.OptionalFlag("onlyThese") ?? false,
            Solutions = [.. root.OptionalObjects("solutions", [.. Shared, "states"]).Select(Solution)],
            Aspects =
            [
                .. root.OptionalObjects("aspects", [.. Shared, "aspect", "values", "patterns", "documented", "allowOutdated", "basis"])
                    .Select((json, i) => Aspect(json, i, folder)),
            ],
            Encryption = [.. root.OptionalObjects("encryption", [.. Shared, "networks", "schemes", "basis"]).Select(Encryption)],
            Subnets = [.. root.OptionalObjects("subnets", [.. Shared, "allowed"]).Select(Subnet)],
            Findings = root.Has("findings")
                ? [.. root.OptionalObjects("findings", [.. Shared, "rules", "subjects", "severities"]).Select(FindingEntry.Read)]
                : [FindingExpectation.NoError],
            Waivers =
            [
                .. root.OptionalObjects("waivers", "rule", "aspect", "solution", "host", "network", "reason", "owner", "expires")
                    .Select(Waiver),
            ],
        };
        return
            expectation is { OnlyThese: false, Solutions.Count: 0, Aspects.Count: 0, Encryption.Count: 0, Subnets.Count: 0 }
            && (expectation.Findings.Count == 0 || !root.Has("findings"))
            ? throw root.Wrong(
                "version",
                "the file expects nothing; expected at least one of: onlyThese, findings, solutions, aspects, encryption, subnets"
            )
            : expectation;
    }

    /// <summary>The normalised values that an aspect may have.</summary>
    internal static IReadOnlyList<string> ValuesOf(string aspect) => Vocabulary.ValuesOf(aspect);

    internal static IReadOnlyList<string> Schemes =>
        [.. ValuesOf(AspectIds.EncryptionChannel).Where(scheme => scheme != EncryptionScheme.None.Name())];

    private static SolutionExpectation Solution(StrictJson json, int index)
    {
        var states = Enum.GetNames(typeof(SolutionState)).Append(SolutionExpectation.Absent).ToList();
        return With(
            json,
            new SolutionExpectation
            {
                Place = $"solutions[{index}]",
                Solution = new NamePattern(Known(json, "solution", json.Text("solution"), HostAudit.Solutions)),
                States = json.Has("states") ? Names(json, "states", states) : [nameof(SolutionState.Running)],
            }
        );
    }

    private static AspectExpectation Aspect(StrictJson json, int index, string folder)
    {
        var aspect = Pattern(json, "aspect", HostAudit.Aspects) ?? throw json.Wrong("aspect", "missing property 'aspect'");
        if (!json.Has("values") && !json.Has("patterns") && !json.Has("documented") && !json.Has("basis"))
        {
            throw json.Wrong("aspect", "expected what the aspect must be: at least one of values, patterns, documented, basis");
        }

        if (aspect.IsWild && json.Has("values"))
        {
            throw json.Wrong(
                "values",
                "values are of one aspect, and 'aspect' is a pattern; expected the aspect's name, or 'documented' in place of values"
            );
        }

        if (json.Has("allowOutdated") && !json.Has("documented"))
        {
            throw json.Wrong(
                "allowOutdated",
                "only what must be 'documented' in an edition can be outdated; expected 'documented' beside it"
            );
        }

        return With(
            json,
            new AspectExpectation
            {
                Place = $"aspects[{index}]",
                Aspect = aspect,
                Values = json.Has("values") ? Names(json, "values", ValuesOf(HostAudit.Aspects.First(aspect.Matches))) : null,
                Patterns = Patterns(json, "patterns"),
                Documented = EditionOf(json, "documented", folder),
                AllowOutdated = json.OptionalFlag("allowOutdated") ?? true,
                Basis = BasisOf(json),
            }
        );
    }

    private static EncryptionExpectation Encryption(StrictJson json, int index) =>
        With(
            json,
            new EncryptionExpectation
            {
                Place = $"encryption[{index}]",
                Networks = Patterns(json, "networks") ?? [NamePattern.Any],
                Schemes = json.Has("schemes") ? Names(json, "schemes", Schemes) : null,
                Basis = BasisOf(json),
            }
        );

    private static SubnetExpectation Subnet(StrictJson json, int index) =>
        With(
            json,
            new SubnetExpectation
            {
                Place = $"subnets[{index}]",
                Allowed = [.. json.Texts("allowed").Select((text, i) => Allowed(json, text, i))],
            }
        );

    /// <summary>A subnet as it is written. 10.77.0.5/24 is refused, because it may mean the subnet or the address.</summary>
    private static Subnet Allowed(StrictJson json, string text, int index)
    {
        var subnet = Model.Subnet.Parse(text) ?? throw json.Wrong("allowed", index, $"expected a subnet as 10.0.0.0/8, found '{text}'");
        return
            subnet.Length == (subnet.Family == 4 ? 32 : 128)
            || Equals(Model.Subnet.Parse(text.Split('/')[0]), Model.Subnet.Parse(subnet.Prefix))
            ? subnet
            : throw json.Wrong("allowed", index, $"'{text}' is an address in a subnet; write the subnet, {subnet}");
    }

    private static Waiver Waiver(StrictJson json, int index)
    {
        var waiver = new Waiver
        {
            Place = $"waivers[{index}]",
            Line = json.Line,
            Rule = Pattern(json, "rule", [.. HostAudit.Rules, .. Enum.GetNames(typeof(GateRule))]),
            Aspect = Pattern(json, "aspect", HostAudit.Aspects),
            Solution = Pattern(json, "solution", HostAudit.Solutions),
            Host = json.OptionalText("host") is { } host ? new NamePattern(host) : null,
            Network = json.OptionalText("network") is { } network ? new NamePattern(network) : null,
            Reason = json.Text("reason"),
            Owner = json.OptionalText("owner"),
            Expires = json.Has("expires") ? json.Date("expires") : null,
        };
        return waiver is { Rule: null, Aspect: null, Solution: null, Host: null, Network: null }
            ? throw json.Wrong(
                "reason",
                "the waiver would cover everything; expected at least one of: rule, aspect, solution, host, network"
            )
            : waiver;
    }

    private static Basis BasisOf(StrictJson json) => json.OptionalOneOf<Basis>("basis") ?? Basis.None;

    private static Edition? EditionOf(StrictJson json, string property, string folder)
    {
        if (json.OptionalText(property) is not { } name)
        {
            return null;
        }

        try
        {
            return Editions.Load(Editions.IsPath(name) ? Path.Combine(folder, name) : name);
        }
        catch (NetAuditException cause) when (cause.Error == NetAuditError.EditionNotFound)
        {
            throw json.Wrong(property, cause.Message);
        }
    }
}
