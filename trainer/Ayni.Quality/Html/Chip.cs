namespace Ayni.Quality;

/// <summary>A severity as a word in a pill: the colour says nothing that the word does not.</summary>
internal static class Chip
{
    public static string ClassOf(Severity severity) => severity switch
    {
        Severity.Major => "major",
        Severity.Moderate => "moderate",
        _ => "none",
    };

    public static void Write(HtmlText page, Severity severity, string? of = null)
    {
        var word = (severity, of) switch
        {
            (Severity.Major, "data") => "✕ large defect",
            (Severity.Moderate, "data") => "△ defect",
            (Severity.Major, _) => "✕ large",
            (Severity.Moderate, _) => "△ moderate",
            _ => "✓ fine",
        };
        page.Add($"<span class='chip {ClassOf(severity)}'>{word}</span>");
    }

    public static void Write(HtmlText page, ColumnReport column)
    {
        if (column.Undecided is not null && column.Severity == Severity.None)
            page.Raw("<span class='chip few'>? too few</span>");
        else
            Write(page, column.Severity);
    }
}
