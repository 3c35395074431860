using System.Globalization;

namespace NetAudit.Shell.Host;

/// <summary>
/// The invariant culture, as one of English: the engine breaks lines between words only where the culture is of a language that it
/// knows to have blanks, and netaudit runs without cultures, so that it needs no ICU library.
/// </summary>
internal sealed class WordWrappingCulture() : CultureInfo("", useUserOverride: false)
{
    public override string TwoLetterISOLanguageName => "en";

    public override object Clone() => new WordWrappingCulture();
}
