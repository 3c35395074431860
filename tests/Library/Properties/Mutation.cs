using CsCheck;

namespace NetAudit.Library.Tests.Properties;

/// <summary>Damage that an attacker could do to a text.</summary>
internal static class Mutation
{
    private static readonly string[] s_odd =
    [
        "",
        "\0",
        "\u001b[2J",
        "\ud83d",
        "-",
        "--",
        "\"",
        "'",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        "::",
        "=",
        ",",
        "/",
        "%",
        "@",
        "*",
        " ",
        "\t",
        "\n",
        "0",
        "-1",
        "99999999999999999999",
        "4294967296",
        "1e308",
        "0x",
        "999.999.999.999",
        "10.0.0.0/33",
        "::/129",
        "null",
        "true",
        "{}",
        "[]",
        "[[]]",
        "\"x\"",
    ];

    /// <summary>A random change at a place in a text. The place is a fraction of the text's length.</summary>
    public static Gen<Func<string, string>> Any { get; } =
        Gen.Select(Gen.Int[0, 4], Gen.Double.Unit, Gen.Int[0, 60], Gen.OneOf(s_odd), Change).Array[1, 3].Select(All);

    private static Func<string, string> All(Func<string, string>[] changes) =>
        text => changes.Aggregate(text, (changed, change) => change(changed));

    private static Func<string, string> Change(int kind, double place, int length, string odd) =>
        text =>
        {
            var at = (int)(place * text.Length);
            var end = Math.Min(text.Length, at + length);
            return kind switch
            {
                0 => text[..at],
                1 => text[..at] + text[end..],
                2 => text[..at] + odd + text[at..],
                3 => text[..at] + odd + text[end..],
                _ => text[..end] + text[at..],
            };
        };
}
