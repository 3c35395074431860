using System.Globalization;

namespace NetAudit.Shell.Host;

/// <summary>
/// The invariant culture with English's name. The engine breaks lines between words only in languages that it knows to use spaces. And
/// netaudit runs in invariant mode, so that it needs no ICU library.
/// </summary>
internal sealed class WordWrappingCulture() : CultureInfo("", useUserOverride: false)
{
    public override string TwoLetterISOLanguageName => "en";

    public override object Clone() => new WordWrappingCulture();
}
